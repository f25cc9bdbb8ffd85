package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.ImageVariants;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ListingImagesTest {
    private static final String JSON =
            """
            [{"id": "a", "status": "READY", "thumb": "a/t.jpg", "medium": "a/m.jpg", "large": "a/l.jpg",
              "blurhash": "LEHV6n", "failure": null},
             {"id": "b", "status": "FAILED", "failure": "picture.too_many_pixels"},
             {"id": "c", "status": "PENDING"}]
            """;

    private final ListingImages images = new ListingImages(URI.create("https://media.test/m"));

    @Test
    void showsAllToTheOwner() {
        assertThat(images.all(JSON))
                .containsExactly(
                        ready(),
                        Image.newBuilder()
                                .setId("b")
                                .setStatus(ImageStatus.IMAGE_STATUS_FAILED)
                                .setFailure("picture.too_many_pixels")
                                .build(),
                        Image.newBuilder()
                                .setId("c")
                                .setStatus(ImageStatus.IMAGE_STATUS_PENDING)
                                .build());
    }

    @Test
    void showsReadyOnesToEverybody() {
        assertThat(images.ready(JSON)).containsExactly(ready());
    }

    @Test
    void showsWebpWhereItStandsBesideTheJpeg() {
        String json =
                """
                [{"id": "a", "status": "READY", "thumb": "a/t-w.jpg", "medium": "a/m-w.jpg", "large": "a/l-w.jpg",
                  "blurhash": "LEHV6n"}]
                """;
        assertThat(images.ready(json)).singleElement().satisfies(image -> assertThat(image.getVariants())
                .isEqualTo(ImageVariants.newBuilder()
                        .setThumb("https://media.test/m/a/t-w.jpg")
                        .setMedium("https://media.test/m/a/m-w.jpg")
                        .setLarge("https://media.test/m/a/l-w.jpg")
                        .setThumbWebp("https://media.test/m/a/t-w.webp")
                        .setMediumWebp("https://media.test/m/a/m-w.webp")
                        .setLargeWebp("https://media.test/m/a/l-w.webp")
                        .build()));
    }

    @Test
    void showsNothingOfNoImages() {
        assertThat(images.all("[]")).isEmpty();
        assertThat(images.ready(" [ ] ")).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> images.all("[{\"id\": \"a\", \"url\": \"x\"}]"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Image ready() {
        return Image.newBuilder()
                .setId("a")
                .setStatus(ImageStatus.IMAGE_STATUS_READY)
                .setVariants(ImageVariants.newBuilder()
                        .setThumb("https://media.test/m/a/t.jpg")
                        .setMedium("https://media.test/m/a/m.jpg")
                        .setLarge("https://media.test/m/a/l.jpg"))
                .setBlurhash("LEHV6n")
                .build();
    }
}
