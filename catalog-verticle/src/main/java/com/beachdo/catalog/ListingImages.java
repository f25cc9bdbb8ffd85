package com.beachdo.catalog;

import com.beachdo.catalog.pictures.WebpKeys;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.ImageVariants;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads column {@code listing.images}: a JSON array in the seller's order of
 * {@code {"id", "status", "thumb", "medium", "large", "blurhash", "failure"}}, where status is that of the contract
 * without its prefix, and thumb, medium and large are keys of the object store. All but id and status may be left out. One
 * that came to a live listing and waits for review has {@code "unreviewed": true}.
 */
public final class ListingImages {
    private static final String EMPTY = "[]";

    private final String prefix;

    /** @param mediaUrl where clients fetch what is in the object store */
    public ListingImages(URI mediaUrl) {
        String url = mediaUrl.toString();
        this.prefix = url.endsWith("/") ? url : url + "/";
    }

    /** What the owner and staff see. */
    public List<Image> all(String json) {
        return read(json, false);
    }

    /** What everybody sees: READY pictures that were reviewed with their listing. */
    public List<Image> ready(String json) {
        return read(json, true);
    }

    private List<Image> read(String json, boolean publicOnly) {
        if (json.equals(EMPTY)) {
            return List.of();
        }
        List<Image> images = new ArrayList<>(4);
        FlatJson reader = new FlatJson(json);
        while (reader.nextObject()) {
            Image image = readOne(reader, publicOnly);
            if (image != null) {
                images.add(image);
            }
        }
        return images;
    }

    /** Null when it is not public, and only that is wanted. */
    private @Nullable Image readOne(FlatJson reader, boolean publicOnly) {
        boolean unreviewed = false;
        Image.Builder image = Image.newBuilder();
        ImageVariants.Builder variants = ImageVariants.newBuilder();
        for (String name = reader.nextName(); name != null; name = reader.nextName()) {
            Object member = reader.value();
            if (member instanceof String value) {
                set(image, variants, name, value);
            } else if (Boolean.TRUE.equals(member)) {
                unreviewed = true;
            }
        }
        boolean ready = image.getStatus() == ImageStatus.IMAGE_STATUS_READY;
        if (ready) {
            image.setVariants(variants);
        }
        return publicOnly && (!ready || unreviewed) ? null : image.build();
    }

    private void set(Image.Builder image, ImageVariants.Builder variants, String name, String value) {
        switch (name) {
            case "id" -> image.setId(value);
            case "status" -> image.setStatus(ImageStatus.valueOf("IMAGE_STATUS_" + value));
            case "thumb" ->
                addTo(variants, value, ImageVariants.Builder::setThumb, ImageVariants.Builder::setThumbWebp);
            case "medium" ->
                addTo(variants, value, ImageVariants.Builder::setMedium, ImageVariants.Builder::setMediumWebp);
            case "large" ->
                addTo(variants, value, ImageVariants.Builder::setLarge, ImageVariants.Builder::setLargeWebp);
            case "blurhash" -> image.setBlurhash(value);
            case "failure" -> image.setFailure(value);
            default -> throw new IllegalArgumentException("listing.images has an unknown member " + name);
        }
    }

    private void addTo(
            ImageVariants.Builder variants,
            String key,
            BiFunction<ImageVariants.Builder, String, ImageVariants.Builder> jpeg,
            BiFunction<ImageVariants.Builder, String, ImageVariants.Builder> webp) {
        String url = prefix + key;
        ImageVariants.Builder unused = jpeg.apply(variants, url);
        String beside = WebpKeys.beside(url);
        if (beside != null) {
            ImageVariants.Builder unusedToo = webp.apply(variants, beside);
        }
    }
}
