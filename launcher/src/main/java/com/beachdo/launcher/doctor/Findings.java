package com.beachdo.launcher.doctor;

import com.beachdo.launcher.doctor.Finding.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was found so far; told as it is found. */
public final class Findings {
    private final List<Finding> all = new ArrayList<>();
    private final Consumer<Finding> listener;

    public Findings(Consumer<Finding> listener) {
        this.listener = listener;
    }

    public void ok(String subject, String what) {
        add(new Finding(Grade.OK, subject, what, ""));
    }

    public void warn(String subject, String what, String remedy) {
        add(new Finding(Grade.WARNING, subject, what, remedy));
    }

    public void problem(String subject, String what, String remedy) {
        add(new Finding(Grade.PROBLEM, subject, what, remedy));
    }

    private void add(Finding finding) {
        boolean unused = all.add(finding);
        listener.accept(finding);
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }

    public long count(Grade grade) {
        return all.stream().filter(finding -> finding.grade() == grade).count();
    }
}
