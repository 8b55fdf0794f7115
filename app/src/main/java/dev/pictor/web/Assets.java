package dev.pictor.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// The style sheet, the scripts and the icon: in memory, compressed once, under addresses that
/// change with their content.
final class Assets implements HttpService {
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  /// The parts of the page's own script, each a file: a part may use those before it.
  private static final List<String> SCRIPTS =
      List.of(
          "page.js",
          "search-box.js",
          "pictures.js",
          "marks.js",
          "zoom.js",
          "lightbox.js",
          "keys.js");

  private record Asset(String contentType, byte[] content, byte[] compressed, String version) {}

  private final Map<String, Asset> assets = new LinkedHashMap<>();

  Assets() {
    assets.put("pictor.css", asset(load("pictor.css"), "text/css; charset=utf-8"));
    assets.put("htmx.min.js", asset(load(HTMX), "text/javascript; charset=utf-8"));
    assets.put("pictor.js", asset(script(), "text/javascript; charset=utf-8"));
    assets.put("library.js", asset(load("library.js"), "text/javascript; charset=utf-8"));
    assets.put("icon.svg", asset(load("icon.svg"), "image/svg+xml"));
  }

  /// @param name of one of the files
  String url(String name) {
    return "/static/" + name + "?v=" + require(name).version();
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(rules, "/{name}", this::send);
  }

  private void send(ServerRequest request, ServerResponse response) {
    Asset asset = require(request.path().pathParameters().get("name"));
    boolean versioned = Http.query(request).text("v").equals(asset.version());
    response
        .header(HeaderNames.VARY, "Accept-Encoding")
        .header(
            HeaderNames.CACHE_CONTROL,
            versioned ? "public, max-age=31536000, immutable" : "no-cache");
    boolean compressed =
        request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("").contains("gzip");
    if (Http.answeredFromCache(
        request, response, compressed ? asset.version() + "-gzip" : asset.version())) {
      return;
    }
    if (compressed) {
      response.header(HeaderNames.CONTENT_ENCODING, "gzip");
    }
    Http.send(
        request,
        response,
        200,
        asset.contentType(),
        compressed ? asset.compressed() : asset.content());
  }

  private Asset require(String name) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new ProblemException(Problem.NOT_FOUND);
    }
    return asset;
  }

  /// One file in a scope of its own, so that a page asks once.
  private static byte[] script() {
    return SCRIPTS.stream()
        .map(name -> new String(load("script/" + name), StandardCharsets.UTF_8))
        .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] load(String resource) {
    try (InputStream input = Assets.class.getResourceAsStream(resource)) {
      if (input == null) {
        throw new IllegalStateException("Not in this build: " + resource);
      }
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }

  private static Asset asset(byte[] content, String contentType) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte", e);
    }
    return new Asset(contentType, content, compressed.toByteArray(), version(content));
  }

  /// Tells contents apart: 64 bits of their SHA-256, in hex.
  static String version(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
