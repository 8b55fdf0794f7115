package dev.pictor.cli;

import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Settings;
import dev.pictor.indexing.IndexProgress;
import dev.pictor.indexing.IndexReport;
import dev.pictor.indexing.IndexRules;
import dev.pictor.indexing.Indexer;
import dev.pictor.indexing.Target;
import dev.pictor.indexing.Targets;
import dev.pictor.model.LoadedModel;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.watch.FolderEvents;
import dev.pictor.watch.NewsOnly;
import dev.pictor.watch.Timing;
import dev.pictor.watch.Watch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Indexes folders into a collection and tells what came of it: `index` and the first half of
/// `demo`.
final class IndexRun {
  private final Shell shell;
  private final Settings settings;
  private final PreprocessOption preprocess;
  private final ModelOffer offer;

  IndexRun(Shell shell, Settings settings, PreprocessOption preprocess, ModelOffer offer) {
    this.shell = shell;
    this.settings = settings;
    this.preprocess = preprocess;
    this.offer = offer;
  }

  IndexReport index(Storage storage, List<Path> folders, IndexRules rules) {
    Targets.requireThere(resolved(folders));
    try (LoadedModel model = model(storage)) {
      return index(storage, folders, rules, model);
    }
  }

  /// With a model that stays open.
  IndexReport index(Storage storage, List<Path> folders, LoadedModel model) {
    return index(storage, folders, IndexRules.DEFAULT, model);
  }

  /// Indexes them and keeps them up to date until it is interrupted.
  int watch(Storage storage, List<Path> folders, IndexRules rules, @Nullable Duration scanEvery) {
    List<Path> given = resolved(folders);
    Targets.requireThere(given);
    Timing timing = Timing.DEFAULT.withScanEvery(scanEvery);
    List<Path> own = List.of(settings.home(), settings.cache());
    try (FollowedModel model = new FollowedModel(settings, model(storage), this::tellOfNext)) {
      // What is wrong from the start is no outage.
      storage.openToWrite(settings.collection(), model.now(storage).identity()).close();
      try (FolderEvents events = FolderEvents.open(own, timing.quiet())) {
        watch(storage, given, rules, timing, model, events);
      }
    }
    return ExitCode.INTERRUPTED;
  }

  private void watch(
      Storage storage,
      List<Path> given,
      IndexRules rules,
      Timing timing,
      FollowedModel followed,
      FolderEvents events) {
    NewsOnly news = new NewsOnly();
    IndexRules first = rules.leaving(events::isBeingWritten);
    AtomicBoolean begun = new AtomicBoolean();
    WatchLines lines = new WatchLines(shell, given.size(), this::print);
    new Watch(
            given,
            events,
            timing,
            some -> {
              LoadedModel model = followed.now(storage);
              try (PictureStore store =
                  storage.openToWrite(settings.collection(), model.identity())) {
                List<Target> targets = new Targets(store.roots(), settings.roots()).of(some);
                lines.begins(() -> introduce(storage, model));
                IndexReport report =
                    index(
                        store,
                        model,
                        targets,
                        begun.get() ? first.withoutRepetition() : first,
                        told -> news.of(told, events));
                begun.set(true);
                return report;
              }
            },
            lines)
        .run(shell.interruption()::await);
  }

  private void tellOfNext(LoadedModel model) {
    shell.say(
        "Collection '%s' has another model now: going on with %s (%s...).",
        settings.collection(),
        Printable.line(model.identity().name()),
        model.identity().fingerprint().substring(0, 12));
  }

  private IndexReport index(
      Storage storage, List<Path> folders, IndexRules rules, LoadedModel model) {
    List<Path> given = resolved(folders);
    Targets.requireThere(given);
    try (PictureStore store = storage.openToWrite(settings.collection(), model.identity())) {
      List<Target> targets = new Targets(store.roots(), settings.roots()).of(given);
      introduce(storage, model);
      IndexReport report = index(store, model, targets, rules, UnaryOperator.identity());
      print(report);
      return report;
    }
  }

  private void introduce(Storage storage, LoadedModel model) {
    ModelIdentity identity = model.identity();
    shell.say(
        "Indexing into '%s' (%s, %s) with %s (%s..., %d dimensions, %s, %s).",
        settings.collection(),
        storage.kind(),
        settings.store().reason(),
        identity.name(),
        identity.fingerprint().substring(0, 12),
        identity.dimension(),
        identity.preprocessing(),
        identity.precision());
    model.file().note().ifPresent(note -> shell.say("%s", note));
    model.precisionNote().ifPresent(note -> shell.say("%s", note));
  }

  private List<Path> resolved(List<Path> folders) {
    return folders.stream().map(shell.workingDirectory()::resolve).toList();
  }

  /// The model of the collection, or the one to begin it with; whoever asks closes it.
  LoadedModel model(Storage storage) {
    Optional<CollectionInfo> info = Stores.info(storage, settings.collection());
    offer.ensure(info.map(CollectionInfo::model).orElse(null));
    return info.isPresent()
        ? Models.of(
            info.get(), settings, preprocess.orElse(Models.preprocessing(info.get().model())))
        : Models.of(settings, preprocess.orElse(Preprocessing.UPRIGHT));
  }

  /// @param told what of the progress is shown
  private IndexReport index(
      PictureStore store,
      LoadedModel model,
      List<Target> targets,
      IndexRules rules,
      UnaryOperator<IndexProgress> told) {
    if (!shell.interactive()) {
      IndexProgress lines = new LineProgress(shell, "pictures");
      return index(store, model, targets, rules, told.apply(lines));
    }
    try (BarProgress bar = new BarProgress(shell, "Indexing")) {
      return index(store, model, targets, rules, told.apply(bar));
    }
  }

  private IndexReport index(
      PictureStore store,
      LoadedModel model,
      List<Target> targets,
      IndexRules rules,
      IndexProgress progress) {
    return new Indexer(store, model.clip(), progress, shell.interruption()::isRequested)
        .index(targets, rules);
  }

  private void print(IndexReport report) {
    PrintStream out = shell.out();
    out.println(
        "%,d added, %,d changed, %,d unchanged, %,d copies, %,d failed"
            .formatted(
                report.added(),
                report.updated(),
                report.unchanged(),
                report.copies(),
                report.failed()));
    List<String> notes = new ArrayList<>();
    note(notes, report.refreshed(), "of those unchanged refreshed");
    note(notes, report.incomplete(), "of those added or changed are incomplete");
    note(notes, report.byOthers(), "read by other workers");
    note(notes, report.knownFailures(), "failed before and not changed since (--retry)");
    note(notes, report.notPictures(), "other files");
    note(notes, report.pruned(), "files that are gone, removed");
    note(notes, report.excluded(), "excluded by .pictorignore");
    note(notes, report.excludedRemoved(), "files that are excluded now, removed");
    note(notes, report.vanished(), "known files that are gone (--prune removes them)");
    if (!notes.isEmpty()) {
      out.println("besides: " + String.join(", ", notes));
    }
    if (report.added() + report.updated() > 0) {
      out.println(
          "%s, %.1f pictures/s"
              .formatted(
                  LineProgress.time(report.duration().toMillis() / 1e3),
                  report.picturesPerSecond()));
    }
  }

  private static void note(List<String> notes, long count, String what) {
    if (count > 0) {
      notes.add("%,d %s".formatted(count, what));
    }
  }

  /// What a command that did nothing else ends with.
  int exitCode(IndexReport report) {
    if (report.interrupted()) {
      shell.say("Interrupted. What was done is stored; the same command goes on from there.");
      return ExitCode.INTERRUPTED;
    }
    return report.failed() > 0 ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }
}
