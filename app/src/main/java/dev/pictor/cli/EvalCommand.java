package dev.pictor.cli;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Environment;
import dev.pictor.config.Flags;
import dev.pictor.config.Settings;
import dev.pictor.config.StoreKind;
import dev.pictor.eval.EvaluationFile;
import dev.pictor.eval.Form;
import dev.pictor.store.PictureStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `pictor eval`
@Command(
    name = "eval",
    description =
        "Measures how well a model finds the pictures that a file of captions names, or what the"
            + " approximate index of a collection misses.",
    footer = {
      "",
      "FILE is tab-separated, UTF-8, without a heading; paths are relative to its folder. A line is"
          + " 'caption TAB path': each caption is a query and its own picture the right one, which"
          + " gives Recall@1, @5, @10 and the median rank. With --queries lines of the same text are"
          + " one query with several right pictures, which gives precision@k. With --binding a line"
          + " is 'right caption TAB wrong caption TAB path', which gives the share of pictures that"
          + " prefer the right one. A last column groups the lines: ... TAB category.",
      "",
      "Searched are the pictures of the file and of --pictures, exactly, in a temporary collection;"
          + " yours are not touched. Lines whose picture cannot be read are left out and told of."
          + " docs/eval.md says more, also how to come from Flickr30k or COCO to FILE.",
      "",
      "With --index your own collection is asked, as it is searched and comparing all pictures:"
          + " recall@k and how long both take. Nothing is written.",
      "",
      "Example: pictor eval --pictures ~/Pictures ~/Pictures/captions.tsv",
      "         pictor eval --index"
    })
final class EvalCommand implements Callable<Integer> {
  private static final int MOST_QUERIES = 10_000;

  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Captions or queries with paths of pictures; none with --index.")
  private @Nullable Path file;

  @ArgGroup private OtherForm other = new OtherForm();

  /// At most one of them.
  static final class OtherForm {
    @Option(
        names = "--queries",
        required = true,
        description = "FILE has keyword queries, each with several right pictures.")
    private boolean queries;

    @Option(
        names = "--cutoff",
        required = true,
        description =
            "As --queries; measures which hits are called relevant, where none, few or many are.")
    private boolean cutoff;

    @Option(
        names = "--mixing",
        required = true,
        description =
            "As --queries; measures what pairs of them find together, and one without the other.")
    private boolean mixing;

    @Option(
        names = "--feedback",
        required = true,
        description =
            "As --queries; measures what marking the first hits as right or wrong does for the next.")
    private boolean feedback;

    @Option(
        names = "--binding",
        required = true,
        description = "FILE has a right and a wrong caption for each picture.")
    private boolean binding;

    @Option(
        names = "--index",
        required = true,
        description = "No FILE: compares the collection's index with comparing all pictures.")
    private boolean index;

    Form form() {
      if (queries) {
        return Form.QUERIES;
      }
      if (cutoff) {
        return Form.CUTOFF;
      }
      if (mixing) {
        return Form.MIXING;
      }
      if (feedback) {
        return Form.FEEDBACK;
      }
      return binding ? Form.BINDING : Form.CAPTIONS;
    }
  }

  @Option(
      names = "-k",
      paramLabel = "N",
      description =
          "With --queries: how many of the first pictures are looked at (8). Queries with fewer right"
              + " pictures do not count. With --feedback: how many are marked, and how many of the"
              + " next looked at (10). With --index: how many are searched for (10).")
  private @Nullable Integer k;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "With --index: how many queries (200), half of them texts.")
  private @Nullable Integer sample;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "With --index: which collection (PICTOR_COLLECTION; default).")
  private @Nullable String collection;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Searches the pictures of this folder too; repeatable.")
  private List<Path> folders = List.of();

  @Option(
      names = "--template",
      paramLabel = "TEXT",
      description = "Puts each text in place of {}: 'a photo of {}' (PICTOR_TEMPLATES; {}).")
  private @Nullable String template;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      converter = StoreConverter.class,
      description =
          "lucene or postgresql (PICTOR_STORE; postgresql if DATABASE_URL is set, else lucene).")
  private @Nullable StoreKind store;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Which model (PICTOR_MODEL; ViT-B-32).")
  private @Nullable String model;

  @Mixin private PrecisionOption precision = new PrecisionOption();

  @Mixin private PreprocessOption preprocess = new PreprocessOption();

  EvalCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (other.index) {
      return evaluateIndex();
    }
    if (file == null) {
      throw wrong("Say which FILE of captions, or --index.");
    }
    if (collection != null || sample != null) {
      throw wrong("--collection and --sample go with --index.");
    }
    Form form = other.form();
    EvalRun run =
        new EvalRun(shell, folders.stream().map(this::absolute).toList(), depth(form), template());
    EvaluationFile lines = EvaluationFile.read(absolute(file), form);
    return run.evaluate(settings(), preprocess, lines, json);
  }

  private @Nullable String template() {
    try {
      return template == null ? null : Settings.validTemplate(template, "--template");
    } catch (ConfigException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private int evaluateIndex() {
    if (template != null) {
      throw wrong("--template goes with a FILE; --index heeds PICTOR_TEMPLATES.");
    }
    if (file != null || !folders.isEmpty()) {
      throw wrong("--index takes neither a FILE nor --pictures: it asks the collection itself.");
    }
    int queries = sample == null ? IndexEvalRun.QUERIES : sample;
    if (queries < 1 || queries > MOST_QUERIES) {
      throw wrong("--sample is %d; it takes 1 to %,d.".formatted(queries, MOST_QUERIES));
    }
    int depth = k == null ? IndexEvalRun.DEPTH : valid(k);
    return new IndexEvalRun(shell, settings(), depth, queries).evaluate(json);
  }

  private Settings settings() {
    return Settings.of(
        new Flags(store, name(), model, precision.value(), Map.of()),
        new Environment(shell.environment(), shell.workingDirectory()));
  }

  private @Nullable String name() {
    try {
      return collection == null ? null : Settings.validCollection(collection, "--collection");
    } catch (ConfigException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Path absolute(Path path) {
    return shell.workingDirectory().resolve(path).normalize();
  }

  private int depth(Form form) {
    if (k == null) {
      return form == Form.FEEDBACK ? EvalRun.MARKED : EvalRun.DEPTH;
    }
    if (form != Form.QUERIES && form != Form.FEEDBACK) {
      throw wrong("-k goes with --queries, --feedback and --index.");
    }
    return valid(k);
  }

  private int valid(int k) {
    try {
      return PictureStore.requireValidK(k);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "-k: " + e.getMessage(), e);
    }
  }

  static final class StoreConverter implements ITypeConverter<StoreKind> {
    @Override
    public StoreKind convert(String value) {
      try {
        return StoreKind.parse(value, "--store");
      } catch (ConfigException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
