package dev.pictor.clip;

import dev.pictor.clip.graph.Engine;
import dev.pictor.clip.image.DecodedImage;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.clip.image.ImagePreprocessor;
import dev.pictor.clip.image.InputSettings;
import dev.pictor.clip.image.OpenClipPreprocessing;
import dev.pictor.clip.image.PreprocessorConfig;
import dev.pictor.clip.text.ClipTokenizer;
import dev.pictor.clip.weights.ModelFiles;
import dev.pictor.clip.weights.ModelLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// A CLIP model that is ready to encode text and pictures. Thread-safe; close it when done.
public final class Clip implements AutoCloseable {
  private final Path path;
  private final Engine engine;
  private final Preprocessing preprocessing;
  private final String template;
  private final ImagePreprocessor preprocessor;
  private final Optional<ClipTokenizer> tokenizer;
  private final String fingerprint;
  private final RecentTexts recentTexts = new RecentTexts();

  /// Encoding shares it, closing takes it alone: weights are never unmapped under a running call.
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private Clip(
      Path path, ModelFiles files, Engine engine, Preprocessing preprocessing, String template) {
    ClipConfig config = engine.config();
    InputSettings input = inputSettings(files, config.image().imageSize());
    this.path = path;
    this.engine = engine;
    this.preprocessing = preprocessing;
    this.template = template;
    this.preprocessor = new ImagePreprocessor(input, preprocessing);
    this.tokenizer = Tokenizers.find(path, files, config.text());
    this.fingerprint =
        fingerprint(
            engine.weightsDigest(),
            tokenizer.map(ClipTokenizer::identity).orElse("none"),
            preprocessing,
            input);
  }

  /// Opens a model with [ClipOptions#defaults()].
  ///
  /// @throws ModelException if it is no CLIP model that this library can run
  public static Clip open(Path model) {
    return open(model, ClipOptions.defaults());
  }

  /// Opens a model: a weight file of OpenAI's, a folder in Hugging Face's layout (`config.json`,
  /// `model.safetensors` or `pytorch_model.bin`, and where the model has its own, `vocab.json` with
  /// `merges.txt` or `tokenizer.json`, and `preprocessor_config.json`) or one in OpenCLIP's
  /// (`open_clip_config.json`, `open_clip_model.safetensors` or `open_clip_pytorch_model.bin`).
  /// Instead of one weight file there may be several with an index (as
  /// `model.safetensors.index.json`).
  ///
  /// The first time it is converted into the cache folder (seconds); after that opening takes a
  /// moment, and each tower is loaded when it is first used.
  ///
  /// @throws ModelException if it is no CLIP model that this library can run
  public static Clip open(Path model, ClipOptions options) {
    ModelFiles files = ModelFiles.of(model);
    Engine engine =
        Engine.open(files, options.cacheDirectory(), options.threads(), options.precision());
    try {
      return new Clip(model, files, engine, options.preprocessing(), options.template());
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /// What these weights, this architecture, this tokenizer and this preprocessing are: SHA-256, in
  /// hex. The same weights in another file format have the same fingerprint.
  public String fingerprint() {
    return fingerprint;
  }

  public ClipConfig config() {
    return engine.config();
  }

  /// What it computes with; not part of the [#fingerprint()].
  public Precision precision() {
    return engine.precision();
  }

  /// Whether the processor has instructions for what it computes with. int8 without them (VNNI on
  /// x86) gives the same embeddings, but not sooner than fp32.
  public boolean isAccelerated() {
    return engine.isAccelerated();
  }

  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /// @throws ModelException if the model brings no tokenizer and its vocabulary is not the built-in
  ///     one
  public ClipTokenizer tokenizer() {
    return tokenizer.orElseThrow(
        () ->
            new ModelException(
                "The model %s has a vocabulary of %,d tokens and brings no tokenizer; the built-in"
                        .formatted(path, config().text().vocabularySize())
                    + " one has %,d. Only token ids can be encoded."
                        .formatted(Tokenizers.OPENAI_VOCABULARY)));
  }

  public ImagePreprocessor preprocessor() {
    return preprocessor;
  }

  /// Whether all of a text is read, in its template: if not, the model gets its beginning.
  public boolean fits(String text) {
    return tokenizer().fits(filled(text));
  }

  private String filled(String text) {
    return template.replace(ClipOptions.NO_TEMPLATE, text);
  }

  /// Encodes a query. The latest few hundred are remembered, so that asking again costs nothing.
  public Embedding encodeText(String text) {
    return recentTexts.get(text, asked -> encodeTexts(List.of(asked)).getFirst());
  }

  /// @return embeddings in the order of the texts
  public List<Embedding> encodeTexts(List<String> texts) {
    ClipTokenizer encoder = tokenizer();
    return encodeTokens(texts.stream().map(this::filled).map(encoder::encode).toList());
  }

  /// Encodes token ids as [ClipTokenizer#encode] gives them. What follows the first end token is
  /// ignored.
  ///
  /// @param tokens 1 to `contextLength` ids each, in the vocabulary
  public List<Embedding> encodeTokens(List<int[]> tokens) {
    tokens.forEach(this::requireTokens);
    return embeddings(() -> engine.encodeTokens(tokens));
  }

  /// @throws UnreadableImageException if the file cannot be decoded
  public Embedding encodeImage(Path picture) {
    return encodeImage(EncodedImage.read(picture));
  }

  /// @throws UnreadableImageException if the picture cannot be decoded
  public Embedding encodeImage(EncodedImage picture) {
    DecodedImage image = picture.decode(preprocessor.sizeNeeded());
    return encodePixels(List.of(preprocessor.preprocess(image))).getFirst();
  }

  /// Encodes preprocessed pictures, one batch.
  ///
  /// @param pixels each of shape `[3, imageSize, imageSize]`, as [ImagePreprocessor#preprocess]
  ///     gives it
  public List<Embedding> encodePixels(List<float[]> pixels) {
    pixels.forEach(this::requirePixels);
    return pixels.isEmpty() ? List.of() : embeddings(() -> engine.encodePixels(pixels));
  }

  /// Waits for running calls. Closing twice is fine, encoding after it is not.
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        recentTexts.clear();
        engine.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private List<Embedding> embeddings(Supplier<List<float[]>> encoding) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The model %s is closed.".formatted(path));
      }
      return encoding.get().stream()
          .map(values -> Embedding.normalized(fingerprint, values))
          .toList();
    } finally {
      use.readLock().unlock();
    }
  }

  private void requirePixels(float[] pixels) {
    int size = config().image().imageSize();
    if (pixels.length != 3 * size * size) {
      throw new IllegalArgumentException(
          "A picture for this model has 3 x %d x %d values, not %d."
              .formatted(size, size, pixels.length));
    }
  }

  private void requireTokens(int[] ids) {
    int longest = config().text().contextLength();
    if (ids.length < 1 || ids.length > longest) {
      throw new IllegalArgumentException(
          "A text for this model has 1 to %d token ids, not %d.".formatted(longest, ids.length));
    }
    int vocabulary = config().text().vocabularySize();
    for (int id : ids) {
      if (id < 0 || id >= vocabulary) {
        throw new IllegalArgumentException(
            "Token id %d is outside the vocabulary of %,d.".formatted(id, vocabulary));
      }
    }
  }

  private static InputSettings inputSettings(ModelFiles files, int imageSize) {
    Optional<Path> config =
        switch (files.layout()) {
          case OPENAI -> Optional.empty();
          case HUGGING_FACE -> files.companion("preprocessor_config.json");
          case OPEN_CLIP -> Optional.ofNullable(files.config());
        };
    return config
        .map(
            file ->
                files.layout() == ModelLayout.OPEN_CLIP
                    ? OpenClipPreprocessing.read(file, imageSize)
                    : PreprocessorConfig.read(file, imageSize))
        .orElseGet(() -> InputSettings.openAi(imageSize));
  }

  /// The text in here is part of every fingerprint ever stored: it never changes.
  private static String fingerprint(
      String weights, String tokenizer, Preprocessing preprocessing, InputSettings input) {
    String parts =
        "pictor clip model 1\nweights %s\ntokenizer %s\npreprocessing %s\n"
            .formatted(weights, tokenizer, preprocessing.label());
    if (!input.difference().isEmpty()) {
      parts += "input %s\n".formatted(input.difference());
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(parts.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
