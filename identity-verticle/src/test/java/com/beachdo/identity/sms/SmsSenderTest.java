package com.beachdo.identity.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.sms.SmsConfig.Kind;
import com.beachdo.identity.sms.SmsConfig.Provider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers of SMS, stood in for by a server of this test. */
class SmsSenderTest {
    private static final String TEXT = "123456 is your Beachdo code & more. हिन्दी";
    private static final String QUEUED = "{\"SMSMessage\": {\"Sid\": \"s1\", \"Status\": \"queued\"}}";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int exotelStatus = 200;
    private volatile String exotelAnswer = QUEUED;
    private volatile int plainStatus = 202;
    private URI url = URI.create("http://127.0.0.1");

    @BeforeEach
    void listen() {
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
        url = URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @AfterEach
    void close() {
        Void unused = await(vertx.close());
    }

    private void answer(HttpServerRequest request) {
        boolean exotel = String.valueOf(request.path()).startsWith("/v1/Accounts/");
        request.bodyHandler(body -> {
            received.add(request.method() + " " + request.path() + " " + request.getHeader("Authorization") + " "
                    + URLDecoder.decode(body.toString(), StandardCharsets.UTF_8));
            int status = exotel ? exotelStatus : plainStatus;
            if (status != 0) {
                Future<Void> unused = request.response().setStatusCode(status).end(exotel ? exotelAnswer : "{}");
            }
        });
    }

    @Test
    void exotelGetsTheMessageWithItsRegistration() {
        Void sent = await(sender(exotel()).send("+919876543210", TEXT));

        String basic = Base64.getEncoder().encodeToString("key:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(received)
                .containsExactly("POST /v1/Accounts/shop1/Sms/send.json Basic " + basic
                        + " From=SHOPIN&To=+919876543210&Body=" + TEXT
                        + "&DltEntityId=1101&DltTemplateId=1107&SmsType=transactional&Priority=high");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429, 500, 503})
    void whatExotelRefusesTheSecondProviderTakes(int status) {
        exotelStatus = status;
        Void sent = await(sender(exotel(), plain()).send("+919876543210", TEXT));

        assertThat(received).hasSize(2);
        assertThat(received.get(1))
                .startsWith("POST /v1/messages Bearer token ")
                .contains("1101", "SHOPIN", "1107");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"SMSMessage\": {\"Status\": \"failed\", \"DetailedStatusCode\": 23082}}", "<html>", "[1]"})
    void anAnswerThatIsNoneIsARefusal(String answer) {
        exotelAnswer = answer;
        Void sent = await(sender(exotel(), plain()).send("+919876543210", TEXT));
        assertThat(received).hasSize(2);
    }

    @Test
    void whatExotelDoesNotAnswerTheSecondProviderTakes() {
        exotelStatus = 0;
        Void sent = await(sender(exotel(), plain()).send("+919876543210", TEXT));
        assertThat(received).hasSize(2);
    }

    @Test
    void aProviderThatFailsOftenIsPassedOverForAWhile() {
        exotelStatus = 500;
        SmsSender sender = sender(exotel(), plain());
        for (int i = 0; i < 10; i++) {
            Void sent = await(sender.send("+919876543210", TEXT));
        }
        assertThat(received.stream().filter(line -> line.contains("/Sms/send"))).hasSize(5);
        assertThat(received.stream().filter(line -> line.contains("/v1/messages")))
                .hasSize(10);
    }

    @Test
    void whatNobodyTakesFailsWithoutNamingAnybody() {
        exotelStatus = 500;
        plainStatus = 400;
        Throwable failure = outcome(sender(exotel(), plain()).send("+919876543210", TEXT));
        assertThat(failure).isNotNull();
        assertThat(String.valueOf(failure.getMessage())).doesNotContain("9876543210", "123456");
        assertThat(received).as("each is asked once").hasSize(2);
    }

    private SmsSender sender(Provider... providers) {
        return new SmsSender(vertx, new SmsConfig(List.of(providers), "1101", "SHOPIN", "1107"), 300);
    }

    private Provider exotel() {
        return new Provider(Kind.EXOTEL, url, "shop1", "key", "secret");
    }

    private Provider plain() {
        return new Provider(Kind.HTTP, url, "", "", "token");
    }

    private static Throwable outcome(Future<Void> sent) {
        return sent.transform(done -> Future.succeededFuture(done.cause()))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
