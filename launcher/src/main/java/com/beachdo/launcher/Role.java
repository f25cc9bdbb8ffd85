package com.beachdo.launcher;

import com.beachdo.platform.config.ConfigException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A part of Beachdo that a process can hold. */
public enum Role {
    EDGE,
    IDENTITY,
    CATALOG,
    CHAT,
    MODERATION,
    FORUM;

    /** Roles that own a schema. */
    static final Set<Role> DOMAINS = EnumSet.complementOf(EnumSet.of(EDGE));

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The roles of a comma-separated list; all when it is empty. */
    static Set<Role> parse(String variable, List<String> names) {
        if (names.isEmpty()) {
            return EnumSet.allOf(Role.class);
        }
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names) {
            try {
                boolean unused = roles.add(valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(
                        variable, "knows no role \"" + name + "\"; roles are " + String.join(", ", labels()));
            }
        }
        return roles;
    }

    static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (Role role : values()) {
            labels.add(role.label());
        }
        return labels;
    }
}
