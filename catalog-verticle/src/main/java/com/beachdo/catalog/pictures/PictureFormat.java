package com.beachdo.catalog.pictures;

import com.beachdo.platform.rpc.RpcException;
import org.jspecify.annotations.Nullable;

/** What clients may upload. */
enum PictureFormat {
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp");

    private final String contentType;

    PictureFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The format of an upload of this type and length, which is refused when we take none such. */
    static PictureFormat announced(String contentType, long size) {
        PictureFormat format = of(contentType);
        if (format == null) {
            throw RpcException.invalid(
                    "picture.type_unsupported", "/contentType", "must be image/jpeg, image/png or image/webp");
        }
        if (size < 1 || size > Picture.MAX_BYTES) {
            throw RpcException.invalid("picture.too_large", "/size", "must be from 1 to " + Picture.MAX_BYTES);
        }
        return format;
    }

    /** Null when it is none that we take. */
    static @Nullable PictureFormat of(String contentType) {
        for (PictureFormat format : values()) {
            if (format.contentType.equals(contentType)) {
                return format;
            }
        }
        return null;
    }
}
