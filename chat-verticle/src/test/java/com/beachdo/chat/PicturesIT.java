package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.GetReportedImageRequest;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.PictureRemoved;
import com.beachdo.chat.v1.PictureSent;
import com.beachdo.chat.v1.ReportedImageSeen;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures in messages: who may send them, who gets their URLs, and when they go. */
class PicturesIT {
    private static ChatSystem chat;

    private ChatSystem.Pair pair;

    @BeforeAll
    static void start() {
        chat = new ChatSystem();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @BeforeEach
    void open() {
        pair = chat.pair(Transport.BUS);
        chat.pictures.down = false;
        chat.told();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void bothMembersGetSignedUrls(Transport transport) {
        String image = chat.pictures.put(pair.buyer().id());
        Message sent = pair.buyer().over(transport).sendImage(pair.chatId(), "m1", "", image);

        assertThat(sent.hasText()).isFalse();
        assertThat(sent.getImage().getId()).isEqualTo(image);
        assertThat(sent.getImage().getBlurhash()).isEqualTo("blur");
        assertThat(sent.getImage().getVariants().getThumb()).isEqualTo("https://store/thumb/" + image);
        assertThat(sent.getImage().hasExpiresAt()).isTrue();
        for (Person person : List.of(pair.buyer(), pair.seller())) {
            assertThat(list(person.over(transport))).containsExactly(sent);
            assertThat(person.changes(pair.chatId(), 0, 10).getItems(0).getMessage())
                    .isEqualTo(sent);
            assertThat(person.room(pair.chatId()).getLastMessage()).isEqualTo(sent);
            assertThat(person.rooms(10, "").getItems(0).getLastMessage()).isEqualTo(sent);
        }
        JsonObject told = chat.nextTold().event().getJsonObject("message");
        assertThat(told).isEqualTo(LiveChat.json(sent));
        assertThat(told.getJsonObject("image").getJsonObject("variants").getString("large"))
                .isEqualTo("https://store/large/" + image);
        assertThat(chat.emitted(PictureSent.getDefaultInstance(), pair.chatId()))
                .extracting(PictureSent::getImageId)
                .containsExactly(image);
    }

    @Test
    void onlyItsOwnerSendsAPictureAndOnlyOnce() {
        String image = chat.pictures.put(pair.buyer().id());

        Refused.by("picture.not_found", () -> pair.seller().sendImage(pair.chatId(), "m1", "mine", image));
        Refused.by("picture.not_found", () -> pair.buyer()
                .sendImage(pair.chatId(), "m1", "", Ids.next().toString()));
        Refused.by("request.invalid", () -> pair.buyer().sendImage(pair.chatId(), "m1", "", "picture"));
        Refused.by("chat.not_found", () -> pair.buyer()
                .sendImage(chat.pair(Transport.BUS).chatId(), "m1", "", image));
        assertThat(pair.buyer().room(pair.chatId()).getLastSeq()).isZero();

        Message sent = pair.buyer().sendImage(pair.chatId(), "m1", "look", image);
        assertThat(pair.buyer().sendImage(pair.chatId(), "m1", "look", image)).isEqualTo(sent);
        Refused.by("chat.client_message_id_reused", () -> pair.buyer().send(pair.chatId(), "m1", "look"));
        Refused.by("chat.picture_used", () -> pair.buyer().sendImage(pair.chatId(), "m2", "look", image));
        assertThat(pair.buyer().room(pair.chatId()).getLastSeq()).isEqualTo(1);
    }

    @Test
    void aMessageSaysSomethingOrHasAPicture() {
        Refused.by("chat.message_empty", () -> pair.buyer().send(pair.chatId(), "m1", " "));
        String image = chat.pictures.put(pair.buyer().id());
        Message sent = pair.buyer().sendImage(pair.chatId(), "m1", " ", image);

        Message edited = pair.buyer().edit(pair.chatId(), sent.getId(), "with words");
        assertThat(edited.getText()).isEqualTo("with words");
        assertThat(edited.getImage()).isEqualTo(sent.getImage());
        assertThat(pair.buyer().sendImage(pair.chatId(), "m1", "", image).getText())
                .isEqualTo("with words");
    }

    @Test
    void deletingAMessageRemovesItsPicture() {
        String image = chat.pictures.put(pair.buyer().id());
        Message sent = pair.buyer().sendImage(pair.chatId(), "m1", "", image);
        pair.buyer().delete(pair.chatId(), sent.getId());
        pair.buyer().delete(pair.chatId(), sent.getId());

        assertThat(list(pair.seller()).get(0).hasImage()).isFalse();
        assertThat(chat.emitted(PictureRemoved.getDefaultInstance(), pair.chatId()))
                .extracting(PictureRemoved::getImageId)
                .containsExactly(image);
        String unused = chat.pictures.ready.remove(image);
        assertThat(pair.buyer().sendImage(pair.chatId(), "m1", "", image).hasDeletedAt())
                .isTrue();
    }

    @Test
    void staffTakeAPictureDownWithItsMessage() {
        String image = chat.pictures.put(pair.buyer().id());
        Message sent = pair.buyer().sendImage(pair.chatId(), "m1", "", image);
        chat.deliver(
                sent.getId(),
                ContentRemoved.newBuilder()
                        .setTargetType(TargetType.TARGET_TYPE_MESSAGE)
                        .setTargetId(sent.getId())
                        .build());

        assertThat(list(pair.seller()).get(0).hasImage()).isFalse();
        assertThat(chat.emitted(PictureRemoved.getDefaultInstance(), pair.chatId()))
                .hasSize(1);
    }

    @Test
    void whoIsErasedShowsNoPicture() {
        Message sent = pair.buyer()
                .sendImage(
                        pair.chatId(), "m1", "", chat.pictures.put(pair.buyer().id()));
        assertThat(sent.hasImage()).isTrue();
        chat.deliver(
                pair.buyer().id(),
                AccountErased.newBuilder().setUserId(pair.buyer().id()).build());

        assertThat(list(pair.seller()).get(0).hasImage()).isFalse();
    }

    @Test
    void messagesAreReadWithoutTheStore() {
        String image = chat.pictures.put(pair.buyer().id());
        Message sent = pair.buyer().sendImage(pair.chatId(), "m1", "", image);
        assertThat(sent.getImage().hasVariants()).isTrue();
        chat.pictures.down = true;

        MessageImage shown = list(pair.seller()).get(0).getImage();
        assertThat(shown.getId()).isEqualTo(image);
        assertThat(shown.hasVariants()).isFalse();
    }

    @Test
    void staffSeeThePictureOfAMessageOnceItIsReported() {
        Message sent = pair.buyer()
                .sendImage(
                        pair.chatId(), "m1", "", chat.pictures.put(pair.buyer().id()));
        Refused.by("chat.message_not_found", () -> reported(sent));

        chat.report(sent, pair.seller());
        assertThat(reported(sent)).isEqualTo(sent.getImage());
        assertThat(chat.emitted(ReportedImageSeen.getDefaultInstance(), sent.getId()))
                .hasSize(1);
        Refused.by("auth.forbidden", () -> pair.seller()
                .call(
                        Messages.class,
                        contract -> contract.getReportedImage(GetReportedImageRequest.newBuilder()
                                .setMessageId(sent.getId())
                                .build())));
    }

    @Test
    void thePictureOfAReportedMessageStaysForStaffWhenItsSenderDeletesIt() {
        Message sent = pair.buyer()
                .sendImage(
                        pair.chatId(), "m1", "", chat.pictures.put(pair.buyer().id()));
        chat.report(sent, pair.seller());

        pair.buyer().delete(pair.chatId(), sent.getId());

        assertThat(list(pair.seller()).get(0).hasImage()).isFalse();
        assertThat(reported(sent)).isEqualTo(sent.getImage());
        assertThat(chat.emitted(PictureRemoved.getDefaultInstance(), pair.chatId()))
                .isEmpty();

        PersonalDataStore data = new PersonalDataStore(chat.db);
        assertThat(TestSystem.await(data.export(UUID.fromString(pair.buyer().id()))))
                .contains(sent.getImage().getId());

        KeptImages kept = chat.keptImages();
        Void unusedYet = TestSystem.await(kept.letGo());
        assertThat(reported(sent)).isEqualTo(sent.getImage());
        chat.sql("UPDATE kept_image SET kept_until = now() WHERE message_id = $1", UUID.fromString(sent.getId()));
        Void unusedThen = TestSystem.await(kept.letGo());
        Refused.by("chat.message_not_found", () -> reported(sent));
        assertThat(chat.emitted(PictureRemoved.getDefaultInstance(), pair.chatId()))
                .extracting(PictureRemoved::getImageId)
                .containsExactly(sent.getImage().getId());
    }

    private static MessageImage reported(Message message) {
        return chat.reportedImage(message);
    }

    private List<Message> list(Person person) {
        return person.list(ListMessagesRequest.newBuilder().setChatId(pair.chatId()));
    }
}
