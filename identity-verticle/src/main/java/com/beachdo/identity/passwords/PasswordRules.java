package com.beachdo.identity.passwords;

import com.beachdo.platform.rpc.RpcException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a new password must be: long enough, not common, not made of what everybody knows of its owner. */
public final class PasswordRules {
    private static final int MIN = 8;
    private static final int MAX = 256;
    /** Shorter words occur in anything. */
    private static final int MIN_CONTEXT_WORD = 4;

    private static final Pattern ENDING = Pattern.compile("[^\\p{L}]{1,256}+$");
    private static final Pattern NOT_OF_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Set<String> common;

    public PasswordRules() {
        this.common = load();
    }

    public int commonPasswords() {
        return common.size();
    }

    /** @param context name and e-mail address of the owner */
    public void check(String given, String pointer, List<String> context) {
        String password = given.length() > 2 * MAX ? "" : normalised(given);
        if (!isLongEnough(password)) {
            throw weak(pointer, "must have 8 to 256 characters");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (common.contains(lower) || common.contains(plain(lower)) || isMonotonous(lower)) {
            throw weak(pointer, "is one of the most common passwords");
        }
        if (withoutContext(lower, context).length() < MIN) {
            throw weak(pointer, "must not be made of your name or e-mail address");
        }
    }

    public static boolean isLongEnough(String password) {
        int length = password.codePointCount(0, password.length());
        return length >= MIN && length <= MAX;
    }

    /** The same text typed on another keyboard is the same password. */
    public static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static String withoutContext(String password, List<String> context) {
        String rest = password;
        for (String word : words(context)) {
            rest = rest.replace(word, "");
        }
        return rest.equals(password) ? password : NOT_OF_WORDS.matcher(rest).replaceAll("");
    }

    private static List<String> words(List<String> context) {
        return Stream.concat(
                        Stream.of("beachdo"),
                        context.stream()
                                .map(text -> text.toLowerCase(Locale.ROOT).split("@", 2)[0])
                                .flatMap(text -> Stream.concat(Stream.of(text), NOT_OF_WORDS.splitAsStream(text))))
                .filter(word -> word.length() >= MIN_CONTEXT_WORD)
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }

    /** p@ssw0rd123 is password123. */
    private static String plain(String password) {
        Matcher ending = ENDING.matcher(password);
        int end = ending.find() ? ending.start() : password.length();
        String word = password.substring(0, end)
                .replace('@', 'a')
                .replace('4', 'a')
                .replace('$', 's')
                .replace('5', 's')
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('3', 'e')
                .replace('7', 't');
        return word + password.substring(end);
    }

    private static boolean isMonotonous(String password) {
        return password.codePoints().distinct().count() < 3;
    }

    private static RpcException weak(String pointer, String detail) {
        return RpcException.invalid("account.weak_password", pointer, detail);
    }

    private static Set<String> load() {
        try (InputStream in = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
