package com.beachdo.catalog.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactDataTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call 9876543210",
                "call +91 98765 43210 today",
                "09876543210",
                "9 8 7 6 5 4 3 2 1 0",
                "9-8-7-6-5-4-3-2-1-0",
                "मुझे ९८७६५४३२१० पर कॉल करें",
                "９８７６５４３２１０",
                "pay to ravi@okaxis",
                "ravi.k@example.com",
                "see https://example.com/x",
                "www.example.in",
                "wa.me/919876543210",
                "my shop is example-shop.com"
            })
    void findsWaysToDealElsewhere(String text) {
        assertThat(ContactData.in(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Two years old, no scratches, with charger.",
                "Price 1234567890123, serial 12345678901234567890",
                "Sizes 7 8 9 10 11 12 and 13",
                "Bought on 12-10-2019 for 24,999",
                "Good.In box, never used",
                "Runs at 6 @ 5 volts"
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(ContactData.in(text)).isEmpty();
    }
}
