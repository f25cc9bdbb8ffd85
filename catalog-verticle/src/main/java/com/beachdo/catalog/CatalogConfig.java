package com.beachdo.catalog;

import com.beachdo.catalog.pictures.PicturesConfig;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the catalog is told. */
public record CatalogConfig(PicturesConfig pictures) {
    public static CatalogConfig from(Function<String, @Nullable String> source) {
        return new CatalogConfig(PicturesConfig.from(source));
    }
}
