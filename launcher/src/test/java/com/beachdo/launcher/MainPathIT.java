package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.launcher.tour.Tour;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The whole main path over HTTP and the live bridge, as the tour walks it. */
class MainPathIT {
    @Test
    void theTourWalksTheWholePath() {
        BeachdoProcess process = TestBeachdo.shared();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Tour tour = new Tour(
                URI.create("http://127.0.0.1:" + process.httpPort()),
                URI.create("http://127.0.0.1:" + process.managementPort()),
                Objects.requireNonNull(process.setting("BEACHDO_ADMIN_EMAIL")),
                Objects.requireNonNull(process.setting("BEACHDO_ADMIN_PASSWORD")),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        tour.run();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("went as they must");
    }
}
