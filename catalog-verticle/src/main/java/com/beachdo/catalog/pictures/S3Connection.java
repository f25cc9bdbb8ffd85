package com.beachdo.catalog.pictures;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
        SdkAsyncHttpClient http, ScheduledExecutorService timers, S3AsyncClient client, S3Presigner presigner) {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 32;

    static S3Connection open(PicturesConfig config) {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                config.accessKey(), config.secretKey().value()));
        SdkAsyncHttpClient http = NettyNioAsyncHttpClient.builder()
                .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(1))
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
                http, timers, client(config, credentials, http, timers), presigner(config, credentials));
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
    }
}
