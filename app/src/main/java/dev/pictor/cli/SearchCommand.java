package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.history.History;
import dev.pictor.json.Json;
import dev.pictor.model.LoadedModel;
import dev.pictor.query.QueryParser;
import dev.pictor.search.Background;
import dev.pictor.search.BadQueryException;
import dev.pictor.search.Counts;
import dev.pictor.search.Hit;
import dev.pictor.search.Marks;
import dev.pictor.search.Page;
import dev.pictor.search.Query;
import dev.pictor.search.Relevance;
import dev.pictor.search.Search;
import dev.pictor.search.SearchAnswer;
import dev.pictor.search.SearchJson;
import dev.pictor.search.Share;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.Filter;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pictor search`
@Command(
    name = "search",
    description = "Finds pictures by words or by a picture, best first.",
    footer = {
      "",
      "Prints rank, score and file. The score is the cosine similarity in [-1, 1]; for a text 0.3"
          + " is much. With several terms it is the probability in [0, 1] that all of them are met.",
      "",
      "  dog at night              what the picture shows, in plain words",
      "  2*dog + sunset - people   several terms, weighted; - is what it does not show",
      "  id:0a1b... at night       like this picture of the collection, but at night",
      "  image:dog.jpg - people    like this file",
      "  camera: lens: folder: keyword: type: rating: width: height: orientation:",
      "  taken: year: near:        filters; AND, OR, NOT and ( ) combine them",
      "  sort:newest               or oldest: the relevant ones by when they were taken",
      "",
      "docs/search.md has it all.",
      "",
      "Example: pictor search -k 4 \"man jumping\"",
      "         pictor search \"beach - people taken:2024 rating:>=4\""
    })
final class SearchCommand implements Callable<Integer> {
  private static final int STANDARD_K = 10;
  private static final int ALBUM_K = 1_000;

  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private DownloadOption download = new DownloadOption();

  @Parameters(paramLabel = "TEXT", arity = "0..*", description = "What the pictures should show.")
  private List<String> words = List.of();

  @Option(names = "--image", paramLabel = "FILE", description = "Finds pictures like this one.")
  private @Nullable String image;

  @Option(
      names = "--saved",
      paramLabel = "NAME",
      description =
          "Shows a saved search ('pictor saved'): unless told otherwise, all that is relevant.")
  private @Nullable String saved;

  @Option(
      names = "-k",
      paramLabel = "N",
      description = "How many to find at most (10; with --saved 1000).")
  private @Nullable Integer k;

  @Option(
      names = "--relevance",
      paramLabel = "HOW",
      description =
          "strict, normal: leaves out what the query is hardly about. all: the best, whatever they"
              + " are (all; with --saved normal).")
  private @Nullable Relevance relevance;

  @Option(
      names = "--collapse",
      description =
          "Shows pictures that hardly differ as one hit: bursts, and what was scaled or saved"
              + " again.")
  private boolean collapse;

  @Option(
      names = "--good",
      paramLabel = "ID",
      split = ",",
      description = "More like this hit of before (its id is in --json); repeatable.")
  private List<String> good = List.of();

  @Option(
      names = "--bad",
      paramLabel = "ID",
      split = ",",
      description = "Less like this one; repeatable.")
  private List<String> bad = List.of();

  @Option(
      names = "--explain",
      description =
          "Tells of each hit how similar it is to each term, and how unusual that is here.")
  private boolean explain;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  SearchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (Stream.of(!words.isEmpty(), image != null, saved != null).filter(it -> it).count() != 1) {
      throw new BadQueryException(
          "Say what to search for: either words, or --image FILE, or --saved NAME. For example: pictor search \"man jumping\"");
    }
    // What is wrong with the query is said before anything is opened.
    if (!words.isEmpty()) {
      Query.requireNotBlank(typed());
      QueryParser.parse(typed(), List.of(), QueryParser.Source.TERMINAL);
    }
    Marks marks = Marks.parse(String.join(",", good), String.join(",", bad));
    Optional<Query> picture =
        Optional.ofNullable(image)
            .map(
                name ->
                    Query.ofImage(name, Query.read(name, shell.workingDirectory().resolve(name))));
    Settings settings = options.settings(shell);
    History history = History.in(settings.home(), settings.keepsRecent());
    String text =
        saved == null ? typed() : history.saved().require(settings.collection(), saved).query();
    try (Storage storage = Stores.open(settings)) {
      // Who has neither is told of the model first: it is what takes longer to get.
      new ModelOffer(shell, settings, download)
          .ensure(
              Stores.info(storage, settings.collection()).map(CollectionInfo::model).orElse(null));
      search(storage, settings, text, picture, marks);
    }
    if (!words.isEmpty()) {
      history.recent().add(settings.collection(), text);
    }
    return ExitCode.DONE;
  }

  private void search(
      Storage storage, Settings settings, String text, Optional<Query> picture, Marks marks) {
    try (PictureStore store = Stores.openToRead(storage, settings)) {
      Query query =
          picture
              .orElseGet(() -> Query.parse(text, store.roots(), shell.workingDirectory()))
              .with(marks);
      try (LoadedModel model = Models.of(store.info(), settings)) {
        SearchAnswer answer =
            new Search(
                    store,
                    storage.kind(),
                    model.clip(),
                    settings.roots(),
                    new Background(settings.cache()))
                .search(query, page());
        answer.hints().forEach(hint -> shell.say("Note: %s", hint));
        print(answer, settings.collection());
      }
    }
  }

  private Page page() {
    int most = k != null ? k : saved == null ? STANDARD_K : ALBUM_K;
    Page page = Page.first(most, relevance()).counting();
    return collapse ? page.collapsing() : page;
  }

  private Relevance relevance() {
    if (relevance != null) {
      return relevance;
    }
    return saved == null ? Relevance.ALL : Relevance.NORMAL;
  }

  private String typed() {
    return String.join(" ", words);
  }

  private void print(SearchAnswer answer, String collection) {
    if (json) {
      shell.out().println(Json.line(SearchJson.of(answer, explain)));
    } else {
      for (Hit hit : answer.hits()) {
        print(hit);
        hit.alike().forEach(this::printAlike);
      }
    }
    if (answer.hits().isEmpty()) {
      shell.say(
          relevance() == Relevance.ALL && answer.query().parsed().filter() instanceof Filter.All
              ? "Collection '%s' has no picture to show."
              : "Nothing in collection '%s' matches. Less sure ones: --relevance all; fewer filters let more through.",
          collection);
    } else if (shell.interactive() && answer.nothingRelevant()) {
      shell.say("None of these surely shows what was asked for; they are the nearest.");
    } else if (shell.interactive() && answer.counts() != null) {
      say(answer.counts(), answer);
    }
  }

  private void say(Counts counts, SearchAnswer answer) {
    if (answer.hits().getFirst().relevant() != null) {
      shell.say(
          "%s%,d of %,d pictures %s relevant.",
          counts.orMore() ? "At least " : "",
          counts.relevant(),
          counts.pictures(),
          counts.relevant() == 1 ? "is" : "are");
    }
  }

  private void printAlike(Hit hit) {
    shell.out().println("      like it  %s".formatted(file(hit)));
  }

  private static String file(Hit hit) {
    return Printable.line(
        hit.path() == null ? hit.place().path() + "  (out of reach here)" : hit.path().toString());
  }

  private void print(Hit hit) {
    shell.out().println("%4d  %7.4f  %s".formatted(hit.rank(), hit.score(), file(hit)));
    if (explain) {
      for (Share share : hit.shares()) {
        shell
            .out()
            .println(
                "        %+.4g * %s: %.4f, above %.1f %% of what is usual here"
                    .formatted(
                        share.weight(),
                        Printable.line(share.term()),
                        share.cosineSimilarity(),
                        100 * share.percentile()));
      }
    }
  }
}
