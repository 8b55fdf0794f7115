import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.Preprocessing;
import dev.pictor.clip.image.DecodedImage;
import dev.pictor.clip.image.ImageDecoder;
import dev.pictor.clip.image.ImagePreprocessor;
import dev.pictor.clip.image.SizeNeeded;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// What decoding large JPEGs at a part of their size changes, in the mode `upright`:
///
/// - large: the pictures enlarged, decoded as for the model; vectors and pixels beside a full decode
/// - sharp: the pictures as they are, decoded at a half, for an input of a quarter of their shorter
///   side: as near to the limit (twice the input) as decoding ever goes, and with all their detail
///
/// Usage: `bench/scaled --model MODEL --pictures DIR [--enlarge 4] [--every 1]`
final class ScaledDecoding {
  /// A level is 1/255 of a sample; pixels are normalised by CLIP's standard deviations, of about 0.27.
  private static final double LEVEL = 1 / 255.0 / 0.27;

  private double cosineSum;
  private double cosineMin = 1;
  private double levelSum;
  private double levelMax;
  private double otherSum;
  private double sharpSum;
  private double sharpMax;
  private int large;
  private int sharp;

  private ScaledDecoding() {}

  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    if (!given.contains("--model") || !given.contains("--pictures")) {
      System.err.println(
          "Usage: bench/scaled --model MODEL --pictures DIR [--enlarge 4] [--every 1]");
      System.exit(2);
    }
    int enlarge = Integer.parseInt(after(given, "--enlarge", "4"));
    int every = Integer.parseInt(after(given, "--every", "1"));
    Path model = Path.of(after(given, "--model", ""));
    List<Path> pictures;
    try (Stream<Path> files = Files.list(Path.of(after(given, "--pictures", "")))) {
      pictures = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    try (Clip clip =
        Clip.open(model, ClipOptions.defaults().with(Preprocessing.UPRIGHT))) {
      ScaledDecoding difference = new ScaledDecoding();
      Embedding before = null;
      for (int i = 0; i < pictures.size(); i += every) {
        before = difference.measure(clip, Files.readAllBytes(pictures.get(i)), enlarge, before);
      }
      difference.print();
    }
  }

  private Embedding measure(Clip clip, byte[] picture, int enlarge, Embedding before)
      throws IOException {
    byte[] jpeg = enlarged(picture, enlarge);
    ImagePreprocessor preprocessor = clip.preprocessor();
    DecodedImage part = ImageDecoder.decode(jpeg, preprocessor.sizeNeeded());
    DecodedImage whole = ImageDecoder.decode(jpeg);
    float[] scaled = preprocessor.preprocess(part);
    float[] full = preprocessor.preprocess(whole);
    List<Embedding> vectors = clip.encodePixels(List.of(scaled, full));
    double cosine = vectors.get(0).cosineSimilarity(vectors.get(1));
    cosineSum += cosine;
    cosineMin = Math.min(cosineMin, cosine);
    double levels = levels(scaled, full);
    levelSum += levels;
    levelMax = Math.max(levelMax, levels);
    if (before != null) {
      otherSum += vectors.get(1).cosineSimilarity(before);
    }
    large++;

    DecodedImage original = ImageDecoder.decode(picture);
    int quarter = Math.min(original.width(), original.height()) / 4;
    SizeNeeded half = new SizeNeeded(2 * quarter, 2 * quarter);
    ImagePreprocessor small = new ImagePreprocessor(quarter, Preprocessing.UPRIGHT);
    double detail =
        levels(
            small.preprocess(ImageDecoder.decode(picture, half)), small.preprocess(original));
    sharpSum += detail;
    sharpMax = Math.max(sharpMax, detail);
    sharp++;
    return vectors.get(1);
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        """
        | what | pictures | mean | worst |
        |---|---|---|---|
        | large: cosine of scaled and full | %d | %.6f | %.6f |
        | large: mean difference of a sample, levels of 255 | %d | %.2f | %.2f |
        | for comparison: cosine of two different pictures | %d | %.4f | |
        | sharp: mean difference of a sample, levels of 255 | %d | %.2f | %.2f |
        """,
        large, cosineSum / large, cosineMin, large, levelSum / large, levelMax, large - 1,
        otherSum / (large - 1), sharp, sharpSum / sharp, sharpMax);
  }

  private static double levels(float[] some, float[] others) {
    double sum = 0;
    for (int i = 0; i < some.length; i++) {
      sum += Math.abs((double) some[i] - others[i]);
    }
    return sum / some.length / LEVEL;
  }

  private static byte[] enlarged(byte[] picture, int factor) throws IOException {
    BufferedImage small = ImageDecoder.decode(picture).toUprightRgb(Integer.MAX_VALUE);
    BufferedImage large =
        new BufferedImage(
            small.getWidth() * factor, small.getHeight() * factor, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = large.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(small, 0, 0, large.getWidth(), large.getHeight(), null);
    graphics.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(0.92f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(large, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static String after(List<String> given, String option, String fallback) {
    int at = given.indexOf(option);
    return at < 0 || at + 1 >= given.size() ? fallback : given.get(at + 1);
  }
}
