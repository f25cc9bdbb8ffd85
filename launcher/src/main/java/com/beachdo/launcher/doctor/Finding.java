package com.beachdo.launcher.doctor;

import java.util.Locale;

/**
 * What the doctor found out.
 *
 * @param subject a variable, or a part of the installation
 * @param remedy what to do; empty when all is well
 */
public record Finding(Grade grade, String subject, String what, String remedy) {
    /** How bad it is. */
    public enum Grade {
        OK,
        WARNING,
        PROBLEM
    }

    @Override
    public String toString() {
        String first = String.format("%-8s %s: %s", grade.name().toLowerCase(Locale.ROOT), subject, what);
        return remedy.isEmpty() ? first : first + String.format("%n         → %s", remedy);
    }
}
