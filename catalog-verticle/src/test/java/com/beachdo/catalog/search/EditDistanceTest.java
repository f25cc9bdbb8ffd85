package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "iphone,iphone,0",
        "iphnoe,iphone,1",
        "iphon,iphone,1",
        "iphonee,iphone,1",
        "ipbone,iphone,1",
        "gramofone,gramophone,2",
        "abcd,wxyz,4",
        "'',abc,3"
    })
    void countsTypingErrors(String a, String b, int errors) {
        assertThat(EditDistance.of(a, b)).isEqualTo(errors);
        assertThat(EditDistance.of(b, a)).isEqualTo(errors);
    }
}
