package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.ImportPictureRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.PictureImport;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureImportRpcIT {
    private final PicturesSystem pictures = PicturesSystem.start();
    private final CallContext seller = People.seller();

    @AfterAll
    void stop() {
        pictures.close();
    }

    @Test
    void theSameBytesAreTheSamePicture() {
        byte[] photo = Samples.jpeg(500, 400);

        String id = pictures.importPicture(photo);

        assertThat(pictures.importPicture(photo)).isEqualTo(id);
        assertThat(pictures.importPicture(Samples.png(500, 400))).isNotEqualTo(id);
    }

    @Test
    void manyListingsShowIt() {
        String id = pictures.importPicture(Samples.png(400, 300));
        Listing one = listingWith(id);
        Listing other = listingWith(id);

        pictures.delete(seller, one.getId(), id);

        assertThat(pictures.get(seller, one.getId()).getImagesList()).isEmpty();
        Image image = pictures.get(People.anybody(), other.getId()).getImages(0);
        assertThat(image.getStatus()).isEqualTo(ImageStatus.IMAGE_STATUS_READY);
        assertThat(pictures.fetch(image.getVariants().getLarge()).statusCode()).isEqualTo(200);
    }

    @Test
    void theSellerMayAddToIt() {
        Listing listing = listingWith(pictures.importPicture(Samples.png(410, 300)));

        Image added = pictures.add(seller, listing.getId(), "image/jpeg", Samples.jpeg(100, 100));
        Listing ordered = pictures.order(
                seller,
                listing.getId(),
                List.of(added.getId(), listing.getImages(0).getId()));

        assertThat(ordered.getImagesList()).containsExactly(added, listing.getImages(0));
    }

    @Test
    void badPicturesAreRefused() {
        RpcException refused =
                catchThrowableOfType(RpcException.class, () -> pictures.importPicture(new byte[] {1, 2, 3}));

        assertThat(refused.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(refused.code()).isEqualTo("picture.not_an_image");
        assertThat(catchThrowableOfType(RpcException.class, () -> pictures.importPicture(new byte[0]))
                        .code())
                .isEqualTo("picture.too_large");
    }

    @Test
    void onlyOtherPartsOfBeachdoMayImport() {
        PictureImport contract = pictures.system().client(PictureImport.class, Transport.BUS);

        RpcException refused = catchThrowableOfType(RpcException.class, () -> pictures.system()
                .as(People.seller(), () -> contract.importPicture(ImportPictureRequest.getDefaultInstance())));

        assertThat(refused.status()).isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    private Listing listingWith(String pictureId) {
        ImportedListing.Builder listing = com.beachdo.catalog.Samples.imported("Guitar");
        listing.getSellerBuilder().setId(seller.requireSubject());
        return pictures.imported(listing.setPictureId(pictureId).build());
    }
}
