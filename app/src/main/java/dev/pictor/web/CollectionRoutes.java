package dev.pictor.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.clip.Clip;
import dev.pictor.indexing.LastRunJson;
import dev.pictor.json.Json;
import dev.pictor.model.ModelState;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.StoreCounts;
import dev.pictor.store.StoreException;
import dev.pictor.store.StoreSizes;
import dev.pictor.store.UnreadableCollection;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What there is: collections, the model, figures.
final class CollectionRoutes implements HttpService {
  /// Fields are only ever added.
  private record CollectionsJson(
      String served,
      String store,
      List<CollectionJson> collections,
      List<UnreadableCollection> damaged) {}

  private record CollectionJson(
      String name,
      boolean served,
      Instant createdAt,
      BoundModel model,
      long pictures,
      long files,
      long failed) {}

  private record BoundModel(
      String name, String fingerprint, int dimension, String preprocessing, String precision) {
    static BoundModel of(ModelIdentity model) {
      return new BoundModel(
          model.name(),
          model.fingerprint(),
          model.dimension(),
          model.preprocessing(),
          model.precision());
    }
  }

  /// Fields are only ever added.
  private record ModelsJson(InUse inUse) {}

  /// What only the model's files tell is null until it is ready.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record InUse(
      String name,
      String state,
      @Nullable String reason,
      @Nullable String fingerprint,
      @Nullable Integer dimension,
      @Nullable Integer imageSize,
      @Nullable Integer contextLength,
      @Nullable String preprocessing,
      @Nullable String precision) {
    static InUse of(ModelState state) {
      return switch (state) {
        case ModelState.Loading(var name) -> without(name, "loading", null);
        case ModelState.Failed(var name, var reason) -> without(name, "failed", reason);
        case ModelState.Ready(var name, var clip) -> of(name, clip);
      };
    }

    private static InUse without(String name, String state, @Nullable String reason) {
      return new InUse(name, state, reason, null, null, null, null, null, null);
    }

    private static InUse of(String name, Clip clip) {
      return new InUse(
          name,
          "ready",
          null,
          clip.fingerprint(),
          clip.config().embeddingDimension(),
          clip.config().image().imageSize(),
          clip.config().text().contextLength(),
          clip.preprocessing().label(),
          clip.precision().label());
    }
  }

  /// Fields are only ever added.
  ///
  /// @param sizes null, as the last run, while nothing is indexed
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record StatsJson(
      String collection,
      String store,
      long pictures,
      long files,
      long failed,
      @Nullable StoreSizes sizes,
      @Nullable LastRunJson lastRun,
      Traffic.Requests requests,
      Instant startedAt,
      long uptimeSeconds,
      String version) {}

  private final Gallery gallery;
  private final Searcher searcher;
  private final Traffic traffic;

  CollectionRoutes(Gallery gallery, Searcher searcher, Traffic traffic) {
    this.gallery = gallery;
    this.searcher = searcher;
    this.traffic = traffic;
  }

  @Override
  public void routing(HttpRules rules) {
    Http.get(
        rules,
        "/api/v1/collections",
        (request, response) -> send(request, response, collections()));
    Http.get(
        rules,
        "/api/v1/models",
        (request, response) ->
            send(request, response, new ModelsJson(InUse.of(searcher.modelState()))));
    Http.get(rules, "/api/v1/stats", (request, response) -> send(request, response, stats()));
  }

  private CollectionsJson collections() {
    List<CollectionJson> readable = new ArrayList<>();
    List<UnreadableCollection> damaged = new ArrayList<>(gallery.unreadable());
    for (CollectionInfo info : gallery.collections()) {
      try {
        gallery.countsOf(info.name()).map(counts -> json(info, counts)).ifPresent(readable::add);
      } catch (StoreException e) {
        damaged.add(new UnreadableCollection(info.name(), String.valueOf(e.getMessage())));
      }
    }
    return new CollectionsJson(gallery.collection(), gallery.storeKind(), readable, damaged);
  }

  private CollectionJson json(CollectionInfo info, StoreCounts counts) {
    return new CollectionJson(
        info.name(),
        info.name().equals(gallery.collection()),
        info.createdAt(),
        BoundModel.of(info.model()),
        counts.pictures(),
        counts.files(),
        counts.failed());
  }

  private StatsJson stats() {
    return gallery
        .readIfThere(this::stats)
        .orElseGet(() -> stats(new StoreCounts(0, 0, 0), null, Optional.empty()));
  }

  private StatsJson stats(PictureStore store) {
    return stats(store.counts(), store.sizes(), store.lastRun().map(LastRunJson::of));
  }

  private StatsJson stats(
      StoreCounts counts, @Nullable StoreSizes sizes, Optional<LastRunJson> lastRun) {
    return new StatsJson(
        gallery.collection(),
        gallery.storeKind(),
        counts.pictures(),
        counts.files(),
        counts.failed(),
        sizes,
        lastRun.orElse(null),
        traffic.requests(),
        traffic.since().truncatedTo(ChronoUnit.SECONDS),
        traffic.uptime().toSeconds(),
        Objects.requireNonNullElse(
            CollectionRoutes.class.getPackage().getImplementationVersion(), "unknown"));
  }

  private static void send(ServerRequest request, ServerResponse response, Object json) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, 200, Http.JSON, Json.line(json));
  }
}
