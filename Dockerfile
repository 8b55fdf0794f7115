# Pictor in a container: docker build -t pictor .   (beside a PostgreSQL: compose.yaml)
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml ./
COPY clip clip
COPY sketchbook sketchbook
COPY app app
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -pl app -am package -Dmaven.test.skip=true

# ONNX Runtime needs glibc, so no Alpine.
FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Pictor" \
      org.opencontainers.image.description="Finds pictures by what they show." \
      org.opencontainers.image.licenses="Apache-2.0"

# HEIC and AVIF pictures, and large JPEGs faster. (Ubuntu's names; libturbojpeg is Debian's libturbojpeg0.)
RUN apt-get update && apt-get install -y --no-install-recommends libheif1 libheif-plugin-libde265 \
    libheif-plugin-dav1d libturbojpeg && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/pictor
COPY pictor LICENSE NOTICE ./
COPY scripts/common.sh scripts/is-alive scripts/
COPY --from=build /src/app/target/lib lib
COPY --from=build /src/app/target/pictor.jar ./

# Models and pictures are looked for in the working folder: /pictor/models/ViT-B-32.pt, /pictor/pictures.
# Without a model it does not start; `docker run ... model pull ViT-B-32` puts one into /pictor/data.
RUN mkdir -p /pictor/data /pictor/models /pictor/pictures && chown 10001:10001 /pictor/data
WORKDIR /pictor
ENV PICTOR_HOME=/pictor/data PICTOR_CACHE=/pictor/data/cache
VOLUME /pictor/data /pictor/models
USER 10001:10001
EXPOSE 3000
# Alive, not ready: the page is up before the model has loaded, and says what is wrong with it.
HEALTHCHECK --interval=10s --timeout=10s --start-period=30s CMD ["/opt/pictor/scripts/is-alive", "3000"]
ENTRYPOINT ["/opt/pictor/pictor"]
# Reachable from outside, it asks for PICTOR_TOKEN (or an explicit --no-auth).
CMD ["serve", "--host", "0.0.0.0", "--port", "3000"]
