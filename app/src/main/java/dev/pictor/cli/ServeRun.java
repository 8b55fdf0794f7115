package dev.pictor.cli;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipException;
import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Settings;
import dev.pictor.history.History;
import dev.pictor.model.BackgroundModel;
import dev.pictor.model.LoadedModel;
import dev.pictor.model.ModelState;
import dev.pictor.search.Background;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.Storage;
import dev.pictor.store.StoreException;
import dev.pictor.web.PictorServer;
import dev.pictor.web.ServerOptions;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Serves a collection until it is interrupted: `serve` and the second half of `demo`.
final class ServeRun {
  private final Shell shell;
  private final Settings settings;
  private final ModelOffer offer;

  ServeRun(Shell shell, Settings settings, ModelOffer offer) {
    this.shell = shell;
    this.settings = settings;
    this.offer = offer;
  }

  int serve(Storage storage, ServerOptions options) {
    return serve(storage, options, () -> load(storage), clip -> isOutdated(storage, clip));
  }

  /// With a model that is there already; it is closed at the end.
  int serve(Storage storage, ServerOptions options, LoadedModel model) {
    return serve(storage, options, () -> model, _ -> false);
  }

  private int serve(
      Storage storage,
      ServerOptions options,
      Callable<LoadedModel> loader,
      Predicate<Clip> outdated) {
    CollectionInfo info = Stores.info(storage, settings.collection()).orElse(null);
    Background background = new Background(settings.cache());
    try (BackgroundModel model =
            new BackgroundModel(
                name(info), () -> prepared(loader.call(), background), outdated, this::tell);
        PictorServer server =
            PictorServer.start(
                options,
                storage,
                settings.collection(),
                model,
                background,
                settings.roots(),
                History.in(settings.home(), settings.keepsRecent()))) {
      // Not before: that the port is taken is to be told at once, not after a download.
      offer.ensure(info == null ? null : info.model());
      model.start();
      shell.say(
          "Serving '%s' (%s, %s) at %s - Ctrl-C ends it.",
          settings.collection(), storage.kind(), settings.store().reason(), server.address());
      shell.interruption().await();
    }
    return ExitCode.INTERRUPTED;
  }

  private static LoadedModel prepared(LoadedModel model, Background background) {
    try {
      background.prepare(model.clip());
    } catch (ClipException e) {
      // It can show pictures; whoever searches with words hears of it.
    }
    return model;
  }

  private String name(@Nullable CollectionInfo info) {
    if (settings.model() instanceof String asked) {
      return asked;
    }
    return info == null ? "the model" : info.model().name();
  }

  /// Of the collection as it is now: it may have been made since the page is up.
  private LoadedModel load(Storage storage) {
    return Stores.info(storage, settings.collection())
        .map(info -> Models.of(info, settings))
        .orElseGet(() -> Models.of(settings, Preprocessing.UPRIGHT));
  }

  /// Whether the collection has been given another model.
  private boolean isOutdated(Storage storage, Clip clip) {
    try {
      return storage
          .info(settings.collection())
          .filter(info -> !info.model().fingerprint().equals(clip.fingerprint()))
          .isPresent();
    } catch (StoreException e) {
      // Whoever searches hears of it.
      return false;
    }
  }

  private void tell(ModelState state) {
    switch (state) {
      case ModelState.Loading _ -> {}
      case ModelState.Ready(var name, var clip) ->
          shell.say(
              "Model %s is ready (%s..., %d dimensions).",
              Printable.line(name),
              clip.fingerprint().substring(0, 12),
              clip.config().embeddingDimension());
      case ModelState.Failed(_, var reason) ->
          shell.say(
              "The page is up, but cannot search: %s\nNo restart is needed: it is tried again every"
                  + " now and then.",
              Printable.lines(reason));
    }
  }
}
