package com.beachdo.platform.config;

/** A setting is missing or wrong; the message names the variable and is meant for the operator. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String variable, String problem) {
        super(variable + " " + problem);
    }
}
