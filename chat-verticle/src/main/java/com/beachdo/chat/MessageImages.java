package com.beachdo.chat;

import com.beachdo.catalog.v1.ImageVariants;
import com.beachdo.catalog.v1.PrivatePictures;
import com.beachdo.catalog.v1.ReservePictureReply;
import com.beachdo.catalog.v1.ReservePictureRequest;
import com.beachdo.catalog.v1.SignPicturesRequest;
import com.beachdo.catalog.v1.SignedPicture;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.MessageImageVariants;
import com.beachdo.chat.v1.PictureRemoved;
import com.beachdo.chat.v1.PictureSent;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures in messages: the catalog has them, this domain knows who may see them. */
final class MessageImages {
    private static final Logger LOG = LoggerFactory.getLogger(MessageImages.class);
    private static final long PATIENCE_MILLIS = 1_000;

    private final PrivatePictures pictures;

    MessageImages(PrivatePictures pictures) {
        this.pictures = pictures;
    }

    /** The blurhash of a picture that its owner may send; the catalog keeps it for a day. */
    Future<String> reserve(UUID imageId, UUID ownerId) {
        return pictures.reservePicture(ReservePictureRequest.newBuilder()
                        .setImageId(imageId.toString())
                        .setOwnerId(ownerId.toString())
                        .build())
                .map(ReservePictureReply::getBlurhash);
    }

    static Future<Void> sent(Tx tx, UUID chatId, UUID imageId) {
        return tx.emit(
                chatId.toString(),
                PictureSent.newBuilder()
                        .setChatId(chatId.toString())
                        .setImageId(imageId.toString())
                        .build());
    }

    static Future<Void> removed(Tx tx, String chatId, UUID imageId) {
        return tx.emit(
                chatId,
                PictureRemoved.newBuilder()
                        .setChatId(chatId)
                        .setImageId(imageId.toString())
                        .build());
    }

    /** With URLs; a message is of use without, while the catalog does not answer. */
    Future<List<Message>> shown(List<Message> messages) {
        List<String> ids = messages.stream()
                .filter(Message::hasImage)
                .map(message -> message.getImage().getId())
                .toList();
        return ids.isEmpty()
                ? Future.succeededFuture(messages)
                : signed(ids).map(signed -> messages.stream()
                        .map(message -> message.hasImage()
                                ? message.toBuilder()
                                        .setImage(with(signed, message.getImage()))
                                        .build()
                                : message)
                        .toList());
    }

    Future<Message> shown(Message message) {
        return shown(List.of(message)).map(one -> one.get(0));
    }

    Future<MessageImage> shown(MessageImage image) {
        return signed(List.of(image.getId())).map(signed -> with(signed, image));
    }

    private Future<Map<String, SignedPicture>> signed(List<String> ids) {
        return pictures.signPictures(
                        SignPicturesRequest.newBuilder().addAllImageIds(ids).build())
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(reply -> {
                    Map<String, SignedPicture> signed = new HashMap<>();
                    reply.getPicturesList().forEach(picture -> signed.put(picture.getImageId(), picture));
                    return signed;
                })
                .otherwise(failure -> {
                    LOG.warn("pictures of messages have no URLs: {}", failure.toString());
                    return Map.of();
                });
    }

    private static MessageImage with(Map<String, SignedPicture> signed, MessageImage image) {
        SignedPicture picture = signed.get(image.getId());
        if (picture == null) {
            return image;
        }
        ImageVariants urls = picture.getVariants();
        return image.toBuilder()
                .setVariants(MessageImageVariants.newBuilder()
                        .setThumb(urls.getThumb())
                        .setMedium(urls.getMedium())
                        .setLarge(urls.getLarge()))
                .setExpiresAt(picture.getExpiresAt())
                .build();
    }
}
