package com.beachdo.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    @Test
    void keepsTheClientsTrace() {
        String header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
        assertThat(Trace.parent(header)).isEqualTo(header);
        assertThat(Trace.id(header)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c+b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            })
    void startsAnotherWhenItIsNoTrace(String header) {
        assertThat(Trace.parent(header)).isNotEqualTo(header).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void newTracesDiffer() {
        assertThat(Trace.parent(null)).isNotEqualTo(Trace.parent(null)).hasSize(55);
    }
}
