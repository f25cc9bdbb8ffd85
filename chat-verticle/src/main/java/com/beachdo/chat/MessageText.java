package com.beachdo.chat;

import com.beachdo.platform.rpc.RpcException;
import java.text.Normalizer;

/** The rules of what a message may say. */
final class MessageText {
    private static final int MAX_CHARACTERS = 4_000;
    private static final String ALLOWED_CONTROLS = "\n\t";

    private MessageText() {}

    /** The text as it is stored: NFC, without white space around it. */
    static String of(String written) {
        if (!isPlain(written, ALLOWED_CONTROLS)) {
            throw RpcException.invalid(
                    "chat.message_invalid", "/text", "must not have control characters other than line feed and tab");
        }
        String text = Normalizer.normalize(written, Normalizer.Form.NFC).strip();
        if (text.codePoints().noneMatch(MessageText::shows)) {
            throw RpcException.invalid("chat.message_empty", "/text", "must say something");
        }
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw RpcException.invalid(
                    "chat.message_too_long", "/text", "must be at most " + MAX_CHARACTERS + " characters");
        }
        return text;
    }

    /** Whether it is well-formed and has no control characters but these. */
    static boolean isPlain(String string, String allowedControls) {
        return string.codePoints()
                .allMatch(character -> Character.isISOControl(character)
                        ? allowedControls.indexOf(character) >= 0
                        : Character.getType(character) != Character.SURROGATE);
    }

    private static boolean shows(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT;
    }
}
