package com.beachdo.embedded;

import java.util.List;
import java.util.stream.Collectors;

/** The page on which a person plays the DigiLocker user: says who they are, and approves or denies. */
final class ConsentPage {
    private static final List<String> PASSED_ON =
            List.of("client_id", "response_type", "redirect_uri", "state", "code_challenge", "code_challenge_method");

    private ConsentPage() {}

    static String of(Form query) {
        String hidden = PASSED_ON.stream()
                .map(name -> "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(query.get(name)) + "\">")
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>DigiLocker stand-in</title>
                <h1>DigiLocker stand-in</h1>
                <p>This is not DigiLocker. Say whose identity Beachdo is to see.</p>
                <form method="post">
                %s
                <p><label>Name <input name="name" value="Asha Verma" maxlength="100" required></label>
                <p><label>Date of birth, DDMMYYYY <input name="dob" value="15081990" pattern="[0-9]{8}" required></label>
                <p><label>Gender <select name="gender"><option>F<option>M<option>T</select></label>
                <p><button name="decision" value="approve">Approve</button>
                <button name="decision" value="deny">Deny</button>
                </form>
                """
                .formatted(hidden);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
