package com.beachdo.embedded;

/** A backing service, with the variable that is set when the operator brings their own. */
public enum Kind {
    POSTGRES("PostgreSQL", "BEACHDO_DATABASE_URL"),
    REDIS("Redis", "BEACHDO_REDIS_URL"),
    S3("S3", "BEACHDO_S3_ENDPOINT"),
    MAIL("Mail catcher", "BEACHDO_SMTP_URL"),
    SMS("SMS stand-in", "BEACHDO_SMS_URL"),
    DIGILOCKER("DigiLocker stand-in", "BEACHDO_DIGILOCKER_URL");

    private final String title;
    private final String variable;

    Kind(String title, String variable) {
        this.title = title;
        this.variable = variable;
    }

    String title() {
        return title;
    }

    String variable() {
        return variable;
    }
}
