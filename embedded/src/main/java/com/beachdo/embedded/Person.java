package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The identity that the DigiLocker stand-in tells of; the same details are always the same person.
 *
 * @param dob DDMMYYYY
 * @param who tells apart people of the same details; empty for no need to
 */
record Person(String name, String dob, String gender, String who, Trouble trouble) {
    /** People to click on, who never give trouble, and some who do. */
    static final List<Person> DEMO = List.of(
            new Person("Asha Patil", "15081990", "F", "", Trouble.NONE),
            new Person("Ravi Kumar", "02101985", "M", "", Trouble.SHA256),
            new Person("Meera Iyer", "26012010", "F", "", Trouble.NONE),
            new Person("Demo Seller", "01011980", "T", "", Trouble.OFFLINE),
            new Person("Demo Seller", "01011980", "T", "forger", Trouble.FORGED),
            new Person("Demo Seller", "01011980", "T", "unlinked", Trouble.NOT_LINKED),
            new Person("Demo Seller", "01011980", "T", "unlucky", Trouble.ERROR),
            new Person("Demo Seller", "01011980", "T", "patient", Trouble.SLOW));

    static Optional<String> problem(Form form) {
        if (form.get("name").isBlank() || form.get("name").length() > 100) {
            return Optional.of("name must have 1 to 100 letters");
        }
        if (!form.get("dob").matches("[0-9]{8}")) {
            return Optional.of("dob must be DDMMYYYY");
        }
        return form.get("gender").matches("[MFT]") ? Optional.empty() : Optional.of("gender must be M, F or T");
    }

    static Person from(Form form) {
        return new Person(
                form.get("name").strip(),
                form.get("dob"),
                form.get("gender"),
                form.get("who"),
                Trouble.of(form.get("trouble")));
    }

    /** As the token and user calls write it. */
    Map<String, String> fields() {
        return Map.of(
                "digilockerid",
                stableId("digilocker"),
                "name",
                name,
                "dob",
                dob,
                "gender",
                gender,
                "eaadhaar",
                "Y",
                "reference_key",
                stableId("reference"));
    }

    String dashedDob() {
        return dob.substring(0, 2) + "-" + dob.substring(2, 4) + "-" + dob.substring(4);
    }

    String last4() {
        return String.format("%04d", Math.floorMod(stableId("aadhaar").hashCode(), 10_000));
    }

    private String stableId(String purpose) {
        String details = name + "|" + dob + "|" + gender + (who.isEmpty() ? "" : "|" + who);
        return UUID.nameUUIDFromBytes((purpose + "|" + details).getBytes(UTF_8)).toString();
    }
}
