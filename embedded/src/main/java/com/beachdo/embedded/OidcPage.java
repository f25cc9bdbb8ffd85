package com.beachdo.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The page on which a person plays the user of an OpenID provider. */
final class OidcPage {
    private static final List<String> PASSED_ON = List.of(
            "client_id",
            "response_type",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method");

    private OidcPage() {}

    static String of(Form query) {
        String question = PASSED_ON.stream()
                .map(name -> ConsentPage.hidden(name, query.get(name)))
                .collect(Collectors.joining("\n"));
        String troubles = Arrays.stream(OidcTrouble.values())
                .map(trouble -> "<option value=\"" + trouble.name() + "\">" + ConsentPage.escape(trouble.title()))
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>OpenID stand-in</title>
                <h1>OpenID stand-in</h1>
                <p>This is nobody's sign-in page. Say as whom you sign in to Beachdo.</p>
                <form method="post">
                %s
                <p><label>E-mail <input name="email" type="email" value="asha@gmail.example" maxlength="200" required></label>
                <p><label>Name <input name="name" value="Asha Patil" maxlength="100"></label>
                <p><label>What goes wrong <select name="trouble">%s</select></label>
                <p><button name="decision" value="approve">Sign in</button>
                <button name="decision" value="deny" formnovalidate>Cancel</button>
                </form>
                """
                .formatted(question, troubles);
    }
}
