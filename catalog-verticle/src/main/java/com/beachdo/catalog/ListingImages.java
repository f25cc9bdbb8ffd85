package com.beachdo.catalog;

import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.ImageVariants;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads column {@code listing.images}: a JSON array in the seller's order of
 * {@code {"id", "status", "thumb", "medium", "large", "blurhash", "failure"}}, where status is that of the contract
 * without its prefix, and thumb, medium and large are keys of the object store. All but id and status may be left out.
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

    /** What everybody sees: READY pictures. */
    public List<Image> ready(String json) {
        return read(json, true);
    }

    private List<Image> read(String json, boolean readyOnly) {
        if (json.equals(EMPTY)) {
            return List.of();
        }
        List<Image> images = new ArrayList<>(4);
        FlatJson reader = new FlatJson(json);
        while (reader.nextObject()) {
            Image image = readOne(reader);
            if (!readyOnly || image.getStatus() == ImageStatus.IMAGE_STATUS_READY) {
                images.add(image);
            }
        }
        return images;
    }

    private Image readOne(FlatJson reader) {
        Image.Builder image = Image.newBuilder();
        ImageVariants.Builder variants = ImageVariants.newBuilder();
        for (String name = reader.nextName(); name != null; name = reader.nextName()) {
            if (reader.value() instanceof String value) {
                set(image, variants, name, value);
            }
        }
        if (image.getStatus() == ImageStatus.IMAGE_STATUS_READY) {
            image.setVariants(variants);
        }
        return image.build();
    }

    private void set(Image.Builder image, ImageVariants.Builder variants, String name, String value) {
        switch (name) {
            case "id" -> image.setId(value);
            case "status" -> image.setStatus(ImageStatus.valueOf("IMAGE_STATUS_" + value));
            case "thumb" -> variants.setThumb(prefix + value);
            case "medium" -> variants.setMedium(prefix + value);
            case "large" -> variants.setLarge(prefix + value);
            case "blurhash" -> image.setBlurhash(value);
            case "failure" -> image.setFailure(value);
            default -> throw new IllegalArgumentException("listing.images has an unknown member " + name);
        }
    }
}
