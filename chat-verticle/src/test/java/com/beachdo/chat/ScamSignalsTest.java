package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScamSignalsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    call me on 9876543210                         | PHONE
                    flat 12 9876543210 ring twice                 | PHONE
                    +91 98765 43210                               | PHONE
                    9-8-7-6-5-4-3-2-1-0 is mine                   | PHONE
                    मेरा नंबर ९८७६५४३२१०                           | PHONE
                    nine eight seven six five four three two one zero | PHONE
                    nau aath saat chhe paanch char teen do ek shunya | PHONE
                    pay to ravi.kumar@okaxis                      | UPI_ID
                    9876543210@ybl                                | PHONE,UPI_ID
                    see https://example.org/x                     | LINK
                    bit.ly/abc                                    | LINK
                    my-shop.xyz has more                          | LINK
                    Please pay in advance                         | ADVANCE_PAYMENT
                    send the token amount today                   | ADVANCE_PAYMENT
                    just scan this QR and the money comes         | ADVANCE_PAYMENT
                    pehle paise bhejo                             | ADVANCE_PAYMENT
                    advance bhej do bhai                          | ADVANCE_PAYMENT
                    OTP bata do                                   | ADVANCE_PAYMENT
                    पहले पैसे भेजो                                  | ADVANCE_PAYMENT
                    एडवांस देना होगा                                | ADVANCE_PAYMENT
                    """)
    void findsWhatToBewareOf(String text, String signals) {
        assertThat(ScamSignals.of(text)).containsExactlyInAnyOrder(signals.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Is it still available?",
                "Last price 45000, firm",
                "The engine number ends in 123456",
                "Made in 2019, driven 45,000 km, 1st owner.It is clean",
                "Can you pay 5,00,000 on Sunday when we meet?",
                "write to asha@example.org.in",
                "I will come in advance of the rain",
                "do you have one or two?",
                "नमस्ते, क्या यह अभी भी उपलब्ध है?"
            })
    void leavesOrdinaryTalkAlone(String text) {
        assertThat(ScamSignals.of(text)).doesNotContain("PHONE", "UPI_ID", "ADVANCE_PAYMENT");
    }
}
