package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The identity that the DigiLocker stand-in tells of; the same details are always the same person. */
record Person(String name, String dob, String gender) {
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
        return new Person(form.get("name").strip(), form.get("dob"), form.get("gender"));
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

    private String stableId(String purpose) {
        return UUID.nameUUIDFromBytes((purpose + "|" + name + "|" + dob + "|" + gender).getBytes(UTF_8))
                .toString();
    }
}
