# Beachdo in one image: every role, no embedded servers.
#   docker build -t beachdo .

ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre

# The jars are the same on every platform, so they are built once, on the platform of the builder.
FROM --platform=${BUILDPLATFORM:-linux/amd64} ${BUILD_IMAGE} AS build
WORKDIR /src
# First a build of next to nothing: a layer with all plugins and libraries, made anew only when a pom changes.
COPY .mvn .mvn
COPY pom.xml ./
COPY proto/pom.xml proto/
COPY platform/pom.xml platform/
COPY embedded/pom.xml embedded/
COPY identity-verticle/pom.xml identity-verticle/
COPY catalog-verticle/pom.xml catalog-verticle/
COPY chat-verticle/pom.xml chat-verticle/
COPY moderation-verticle/pom.xml moderation-verticle/
COPY forum-verticle/pom.xml forum-verticle/
COPY edge-verticle/pom.xml edge-verticle/
COPY launcher/pom.xml launcher/
COPY helm/pom.xml helm/
RUN mkdir -p proto/src/main/proto \
 && echo 'syntax = "proto3"; package warm; message Warm {}' >proto/src/main/proto/warm.proto \
 && mvn -B -ntp -q -pl launcher -am -DskipTests package \
 && rm -rf proto/src */target
COPY . .
RUN mvn -B -ntp -q -pl launcher -am -DskipTests -Dspotless.check.skip=true package \
 && mkdir -p /image \
 && mv launcher/target/image/lib /image/lib \
 && mv launcher/target/image/native /image/native \
 && mv launcher/target/image/app /image/app \
 && mv launcher/target/launcher-*.jar /image/app/ \
 && cp launcher/src/main/image/options launcher/target/beachdo.cdx.json /image/

FROM ${RUNTIME_IMAGE} AS beachdo
ARG VERSION=development
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Beachdo" \
      org.opencontainers.image.description="Backend of an Indian classifieds marketplace" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# which BuildKit sets; elsewhere it is amd64, and on another platform the JDK does what the libraries would
ARG TARGETARCH
COPY --from=build /image/native/${TARGETARCH:-amd64} /opt/beachdo/native
COPY --from=build /image/lib /opt/beachdo/lib
COPY --from=build /image/options /image/beachdo.cdx.json /opt/beachdo/
COPY --from=build /image/app /opt/beachdo/app
ENV CLASSPATH=/opt/beachdo/app/*:/opt/beachdo/lib/* \
    BEACHDO_EMBEDDED=false \
    BEACHDO_LOG_FORMAT=json
# a number, so that Kubernetes can see that it is not root
USER 10001:10001
WORKDIR /tmp
EXPOSE 8080 9000 9090
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "com.beachdo.launcher.Main", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "@/opt/beachdo/options", "com.beachdo.launcher.Main"]
