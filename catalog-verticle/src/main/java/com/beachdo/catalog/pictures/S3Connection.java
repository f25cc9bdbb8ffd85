package com.beachdo.catalog.pictures;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The client of the object store, on two threads of its own, and the signer of requests that others send. */
record S3Connection(
        EventLoopGroup loop,
        SdkAsyncHttpClient http,
        ScheduledExecutorService timers,
        S3AsyncClient client,
        S3Presigner presigner) {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 32;

    static S3Connection open(PicturesConfig config) {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                config.accessKey(), config.secretKey().value()));
        @SuppressWarnings("deprecation") // the SDK knows no newer kind
        EventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("s3", true));
        SdkAsyncHttpClient http = NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(SdkEventLoopGroup.create(loop))
                .maxConcurrency(CONNECTIONS)
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(CONNECT)
                .readTimeout(CALL)
                .writeTimeout(CALL)
                .build();
        ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "s3-timers");
            thread.setDaemon(true);
            return thread;
        });
        return new S3Connection(
                loop, http, timers, client(config, credentials, http, timers), presigner(config, credentials));
    }

    private static S3AsyncClient client(
            PicturesConfig config,
            StaticCredentialsProvider credentials,
            SdkAsyncHttpClient http,
            ScheduledExecutorService timers) {
        return S3AsyncClient.builder()
                .endpointOverride(config.endpoint())
                .region(Region.of(config.region()))
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                // what other stores than Amazon's understand
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(http)
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .overrideConfiguration(
                        override -> override.scheduledExecutorService(timers).apiCallTimeout(CALL))
                .build();
    }

    private static S3Presigner presigner(PicturesConfig config, StaticCredentialsProvider credentials) {
        return S3Presigner.builder()
                .endpointOverride(config.publicEndpoint())
                .region(Region.of(config.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    void close() {
        presigner.close();
        client.close();
        http.close();
        timers.shutdownNow();
        // by itself the client would wait two seconds for more work
        Future<?> unused = loop.shutdownGracefully(0, CALL.toSeconds(), TimeUnit.SECONDS);
    }
}
