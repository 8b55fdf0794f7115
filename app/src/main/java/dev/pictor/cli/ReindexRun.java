package dev.pictor.cli;

import dev.pictor.PictorException;
import dev.pictor.clip.ClipException;
import dev.pictor.config.Settings;
import dev.pictor.eval.EvaluationFile;
import dev.pictor.eval.Form;
import dev.pictor.indexing.IndexReport;
import dev.pictor.model.LoadedModel;
import dev.pictor.reindex.Overlap;
import dev.pictor.reindex.Successor;
import dev.pictor.reindex.Successor.Beside;
import dev.pictor.reindex.Successor.Filled;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives a collection another model and tells what came of it.
final class ReindexRun {
  /// @param noSwitch only fills and compares
  /// @param evenAll even if all files of a root are gone
  /// @param evaluation captions to evaluate both models with
  record Rules(boolean noSwitch, boolean evenAll, @Nullable Path evaluation) {}

  private final Shell shell;
  private final Settings settings;

  ReindexRun(Shell shell, Settings settings) {
    this.shell = shell;
    this.settings = settings;
  }

  /// @return the exit code
  int reindex(Storage storage, PreprocessOption preprocess, ModelOffer offer, Rules rules) {
    CollectionInfo current = Stores.info(storage, settings.collection()).orElseThrow();
    // Before hours of work, not behind them.
    EvaluationFile captions =
        rules.evaluation() == null
            ? null
            : EvaluationFile.read(
                shell.workingDirectory().resolve(rules.evaluation()), Form.CAPTIONS);
    offer.ensure(null);
    Successor successor = successor(storage);
    Filled filled;
    ModelIdentity next;
    try (LoadedModel model =
        Models.of(settings, preprocess.orElse(Models.preprocessing(current.model())))) {
      next = model.identity();
      if (next.fingerprint().equals(current.model().fingerprint())) {
        shell.out().println("Collection '%s' has this model already.".formatted(current.name()));
        return ExitCode.DONE;
      }
      tellWhatMakesRoom(successor, next);
      shell.say(
          "Embedding the pictures of '%s' (%s) with %s (%s..., %d dimensions, %s, %s); until then %s answers.",
          current.name(),
          storage.kind(),
          Printable.line(next.name()),
          next.fingerprint().substring(0, 12),
          next.dimension(),
          next.preprocessing(),
          next.precision(),
          Printable.line(current.model().name()));
      filled =
          ShownProgress.during(
              shell,
              "Embedding",
              "pictures",
              progress ->
                  successor.fill(next, model.clip(), progress, shell.interruption()::isRequested));
    }
    IndexReport report = filled.report();
    if (report.interrupted()) {
      shell.say(
          "Interrupted. What was done is stored and nothing has switched; the same command goes on"
              + " from there.");
      return ExitCode.INTERRUPTED;
    }
    print(report);
    if (!filled.outOfReach().isEmpty() && !rules.evenAll()) {
      filled
          .outOfReach()
          .forEach(
              (root, pictures) ->
                  shell.say(
                      "Root '%s': none of its files is there, so %,d pictures would be left out.",
                      root, pictures));
      shell.say(
          "Nothing has switched. Mount the disk and give the same command again, say where the folder"
              + " is (--root NAME=DIR), or leave them out with --even-all.");
      return ExitCode.SOME_FAILED;
    }
    compare(storage, successor, current.model(), next).ifPresent(this::print);
    if (captions != null) {
      evaluate(current.model(), captions);
      evaluate(next, captions);
    }
    return finish(successor, current, next, rules.noSwitch(), report);
  }

  /// By what was asked lately, where that is enough, else by pictures.
  private Optional<Overlap> compare(
      Storage storage, Successor successor, ModelIdentity current, ModelIdentity next) {
    String collection = settings.collection();
    try {
      RecentAnswers recent = new RecentAnswers(settings);
      if (recent.areEnough()) {
        return Overlap.ofQueries(
            recent.in(storage, collection, current.location()),
            recent.in(storage, Storage.successor(collection), next.location()));
      }
    } catch (PictorException | ClipException e) {
      shell.say(
          "Recent queries cannot be compared, so pictures are: %s",
          Printable.lines(String.valueOf(e.getMessage())));
    }
    return successor.compare();
  }

  private void print(Overlap overlap) {
    String said =
        switch (overlap.asked()) {
          case QUERIES ->
              "Of the %d best pictures for a query, both models name %.0f %% (%d recent queries asked)";
          case PICTURES ->
              "Of the %d pictures most like a picture, both models name %.0f %% (%d pictures asked)";
        };
    shell.out().println(said.formatted(overlap.depth(), 100 * overlap.share(), overlap.count()));
  }

  private int finish(
      Successor successor,
      CollectionInfo current,
      ModelIdentity next,
      boolean noSwitch,
      IndexReport report) {
    if (noSwitch) {
      shell
          .out()
          .println(
              "Nothing has switched: give the same command without --no-switch for it, or 'pictor"
                  + " reindex --forget'.");
    } else {
      successor.takePlace();
      shell
          .out()
          .println(
              "Collection '%s' has %s now; %s is kept: 'pictor reindex --rollback' goes back, '--forget' removes it."
                  .formatted(
                      current.name(),
                      Printable.line(next.name()),
                      Printable.line(current.model().name())));
    }
    return report.failed() > 0 ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }

  private void tellWhatMakesRoom(Successor successor, ModelIdentity next) {
    Optional<Beside> beside = successor.beside();
    if (beside.isEmpty()) {
      return;
    }
    Beside other = beside.get();
    if (other.isNext() && other.model().fingerprint().equals(next.fingerprint())) {
      shell.say("%,d pictures are embedded already.", other.pictures());
    } else {
      shell.say(
          "What was %s of %s is removed: one collection is kept beside another at most.",
          other.isNext() ? "embedded" : "kept", Printable.line(other.model().name()));
    }
  }

  private void evaluate(ModelIdentity model, EvaluationFile captions) {
    shell.out().println("With %s:".formatted(Printable.line(model.name())));
    new EvalRun(shell, List.of(), EvalRun.DEPTH, null)
        .evaluate(settings.withModel(model.location()), new PreprocessOption(), captions, false);
  }

  private void print(IndexReport report) {
    shell
        .out()
        .println(
            "%,d embedded, %,d already there, %,d copies, %,d failed%s"
                .formatted(
                    report.added() + report.updated(),
                    report.unchanged(),
                    report.copies(),
                    report.failed(),
                    report.vanished() > 0
                        ? "; %,d files are gone and left out".formatted(report.vanished())
                        : ""));
  }

  /// @return the exit code
  int rollBack(Storage storage) {
    Successor successor = successor(storage);
    successor.giveBack();
    CollectionInfo current = Stores.info(storage, settings.collection()).orElseThrow();
    shell
        .out()
        .println(
            "Collection '%s' has %s again. 'pictor index' brings it up to date."
                .formatted(current.name(), Printable.line(current.model().name())));
    return ExitCode.DONE;
  }

  /// @return the exit code
  int forget(Storage storage) {
    Optional<Beside> beside = successor(storage).beside();
    successor(storage).forget();
    shell
        .out()
        .println(
            beside
                .map(
                    it ->
                        "Removed what was %s of %s."
                            .formatted(
                                it.isNext() ? "embedded" : "kept",
                                Printable.line(it.model().name())))
                .orElse("Nothing was kept."));
    return ExitCode.DONE;
  }

  private Successor successor(Storage storage) {
    return new Successor(storage, settings.collection(), settings.roots());
  }
}
