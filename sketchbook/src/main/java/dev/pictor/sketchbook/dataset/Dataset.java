package dev.pictor.sketchbook.dataset;

import dev.pictor.sketchbook.Caption;
import dev.pictor.sketchbook.Curriculum;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.HeldOut;
import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.SceneGenerator;
import dev.pictor.sketchbook.captions.CaptionGrammar;
import dev.pictor.sketchbook.captions.Query;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws scenes and writes them for the trainer, in files of a few thousand; those that are there
/// already are kept in training.
///
/// `Dataset DIR train|held COUNT [FIRST_SEED]`: in `train` no composition is held out and each
/// scene is followed by its twin; in `held` every scene has a held-out composition, its fullest
/// caption is true of no other scene, and there are the files that `pictor eval` reads.
public final class Dataset {
  private static final int SIZE = 96;
  private static final int CAPTIONS = 12;
  private static final int FILE = 4_000;

  /// From this file on training shows pairs, whose twins differ in what binds them.
  private static final int FIRST_OF_PAIRS = 25;

  private static final List<Change> BINDING =
      List.of(
          Change.SWAP_COLOURS,
          Change.SWAP_COLOURS,
          Change.SWAP_COLOURS,
          Change.RELATION,
          Change.RELATION,
          Change.COUNT,
          Change.COLOUR,
          Change.KIND);

  /// The share of the words that are not the usual ones.
  private static final double VARIETY = 0.6;

  private final Path folder;
  private final boolean heldOut;
  private final SceneGenerator first;
  private final SceneGenerator all;
  private final SceneGenerator pairs;

  Dataset(Path folder, boolean heldOut) {
    this.folder = folder;
    this.heldOut = heldOut;
    this.first = new SceneGenerator(Curriculum.FIRST, heldOut);
    this.all = new SceneGenerator(Curriculum.ALL, heldOut);
    this.pairs = new SceneGenerator(Curriculum.PAIRS, heldOut);
  }

  public static void main(String[] arguments) throws IOException {
    boolean heldOut = arguments[1].equals("held");
    int count = Integer.parseInt(arguments[2]);
    long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : heldOut ? 1L << 40 : 0;
    Path folder = Files.createDirectories(Path.of(arguments[0], arguments[1]));
    Dataset dataset = new Dataset(folder, heldOut);
    if (heldOut) {
      List<Example> examples = dataset.distinct(seed, count);
      List<byte[]> pictures = drawn(examples);
      dataset.write(0, examples, pictures);
      new EvaluationFiles(folder, SIZE).write(examples, pictures);
      Files.writeString(
          folder.resolve("queries.jsonl"),
          Query.all().stream().map(Dataset::json).collect(Collectors.joining("\n", "", "\n")));
    } else {
      IntStream.range(0, (count + FILE - 1) / FILE)
          .parallel()
          .filter(file -> !Files.exists(dataset.images(file)))
          .forEach(
              file -> {
                List<Example> examples =
                    dataset.examples(
                        seed + (long) file * FILE,
                        Math.min(FILE, count - file * FILE),
                        file >= FIRST_OF_PAIRS);
                dataset.write(file, examples, drawn(examples));
              });
    }
  }

  /// The pixels of each, drawn on all cores.
  private static List<byte[]> drawn(List<Example> examples) {
    return examples.parallelStream().map(example -> Pixels.of(example.scene(), SIZE)).toList();
  }

  private Path images(int file) {
    return folder.resolve("images-%04d.npy".formatted(file));
  }

  private void write(int file, List<Example> examples, List<byte[]> pictures) {
    String name = "%04d".formatted(file);
    try {
      Files.write(
          folder.resolve("scenes-" + name + ".jsonl"),
          examples.stream().map(Example::json).toList());
      Path part = folder.resolve("part-" + name);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20)) {
        Pixels.writeHead(out, pictures.size(), SIZE);
        for (byte[] picture : pictures) {
          out.write(picture);
        }
      }
      Files.move(part, images(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Example> examples(long seed, int count, boolean paired) {
    List<Example> examples = new ArrayList<>();
    for (long next = seed; examples.size() < count; next++) {
      SplittableRandom random = new SplittableRandom(next * 31 + 7);
      Scene scene = (paired ? pairs : next % 5 > 1 ? all : first).scene(next);
      int line = examples.size();
      Optional<Scene> twin = line + 1 < count ? twin(scene, random, paired) : Optional.empty();
      examples.add(example(scene, random, twin.map(other -> line + 1)));
      twin.ifPresent(other -> examples.add(example(other, random, Optional.of(line))));
    }
    return examples;
  }

  private Example example(Scene scene, SplittableRandom random, Optional<Integer> twin) {
    return new Example(
        scene, new CaptionGrammar(random, VARIETY).captions(scene, CAPTIONS), twin, heldOut);
  }

  private static Optional<Scene> twin(Scene scene, SplittableRandom random, boolean paired) {
    List<Change> changes = paired ? BINDING : List.of(Change.values());
    for (int attempt = 0; attempt < 30; attempt++) {
      Change change = changes.get(random.nextInt(changes.size()));
      Optional<Scene> twin = change.of(scene, random).filter(changed -> !HeldOut.touches(changed));
      if (twin.isPresent()) {
        return twin;
      }
    }
    return Optional.empty();
  }

  /// Scenes without twins; the fullest caption of each is true of it alone, or else nobody could
  /// tell which of two pictures it means.
  private List<Example> distinct(long seed, int count) {
    List<Example> examples = new ArrayList<>();
    List<Set<String>> facts = new ArrayList<>();
    List<Caption> fullest = new ArrayList<>();
    for (long next = seed; examples.size() < count; next++) {
      Example example =
          example(all.scene(next), new SplittableRandom(next * 31 + 7), Optional.empty());
      Set<String> own = Facts.of(example.scene());
      Caption caption = example.fullest();
      if (facts.stream().noneMatch(caption::isTrueOf)
          && fullest.stream().noneMatch(other -> other.isTrueOf(own))) {
        examples.add(example);
        facts.add(own);
        fullest.add(caption);
      }
    }
    return examples;
  }

  private static String json(Query query) {
    return "{\"category\":%s,\"text\":%s,\"facts\":[%s]}"
        .formatted(
            Example.string(query.category()),
            Example.string(query.text()),
            query.facts().stream().sorted().map(Example::string).collect(Collectors.joining(",")));
  }
}
