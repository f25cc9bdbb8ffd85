package com.beachdo.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The page on which a person plays the DigiLocker user: says who they are, and approves or denies. */
final class ConsentPage {
    private static final List<String> PASSED_ON =
            List.of("client_id", "response_type", "redirect_uri", "state", "code_challenge", "code_challenge_method");

    private ConsentPage() {}

    static String of(Form query) {
        String question =
                PASSED_ON.stream().map(name -> hidden(name, query.get(name))).collect(Collectors.joining("\n"));
        String people =
                Person.DEMO.stream().map(person -> person(person, question)).collect(Collectors.joining("\n"));
        String troubles = Arrays.stream(Trouble.values())
                .map(trouble -> "<option value=\"" + trouble.name() + "\">" + escape(trouble.title()))
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>DigiLocker stand-in</title>
                <h1>DigiLocker stand-in</h1>
                <p>This is not DigiLocker. Say whose identity Beachdo is to see.</p>
                <h2>Somebody from the list</h2>
                %s
                <h2>Somebody else</h2>
                <form method="post">
                %s
                <p><label>Name <input name="name" value="Asha Verma" maxlength="100" required></label>
                <p><label>Date of birth, DDMMYYYY <input name="dob" value="15081990" pattern="[0-9]{8}" required></label>
                <p><label>Gender <select name="gender"><option>F<option>M<option>T</select></label>
                <p><label>What goes wrong <select name="trouble">%s</select></label>
                <p><button name="decision" value="approve">Approve</button>
                <button name="decision" value="deny" formnovalidate>Deny</button>
                </form>
                """
                .formatted(people, question, troubles);
    }

    private static String person(Person person, String question) {
        return """
                <form method="post">
                %s
                %s%s%s%s%s
                <p><button name="decision" value="approve">%s</button>
                </form>"""
                .formatted(
                        question,
                        hidden("name", person.name()),
                        hidden("dob", person.dob()),
                        hidden("gender", person.gender()),
                        hidden("who", person.who()),
                        hidden("trouble", person.trouble().name()),
                        escape(person.name() + ", born " + person.dashedDob() + "; what goes wrong: "
                                + person.trouble().title()));
    }

    static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
