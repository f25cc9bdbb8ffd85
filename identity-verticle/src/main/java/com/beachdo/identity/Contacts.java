package com.beachdo.identity;

import com.beachdo.platform.rpc.RpcException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules of names, e-mail addresses and phone numbers. */
final class Contacts {
    private static final int MAX_EMAIL = 254;
    private static final int MAX_NAME = 80;
    private static final Pattern EMAIL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}+){0,10}"
                    + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern INDIAN_MOBILE = Pattern.compile("\\+91[6-9][0-9]{9}");
    /** Control characters, line and paragraph separators, and what turns the direction of text around. */
    private static final Pattern UNPRINTABLE = Pattern.compile(
            "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u061c\\u200b-\\u200f" + "\\u202a-\\u202e\\u2060-\\u2069\\ufeff]");

    private Contacts() {}

    /** An e-mail address as it is stored and compared. */
    static String email(String given) {
        String email = normalised(given);
        if (!isEmail(email)) {
            throw RpcException.invalid("account.email_invalid", "/email", "must be an e-mail address");
        }
        return email;
    }

    static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static boolean isEmail(String normalised) {
        return normalised.length() <= MAX_EMAIL
                && normalised.indexOf('@') <= 64
                && EMAIL.matcher(normalised).matches();
    }

    /** A phone that an SMS can go to: an Indian mobile number in E.164. */
    static String phone(String given, String code) {
        if (!INDIAN_MOBILE.matcher(given).matches()) {
            throw RpcException.invalid(code, "/phone", "must be an Indian mobile number such as +919876543210");
        }
        return given;
    }

    /** A name to show: 1 to 80 characters, one space between words. */
    static String name(String given) {
        String name = given.strip().replaceAll("\\s+", " ");
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > MAX_NAME || UNPRINTABLE.matcher(name).find()) {
            throw RpcException.invalid("account.name_invalid", "/name", "must be 1 to 80 printable characters");
        }
        return name;
    }
}
