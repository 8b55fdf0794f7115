import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.Embedding;
import dev.pictor.clip.image.EncodedImage;
import dev.pictor.demo.DemoPicture;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.SceneRenderer;
import dev.pictor.sketchbook.captions.Query;
import dev.pictor.sketchbook.model.BundledModel;
import dev.pictor.sketchbook.model.ExampleQueries;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// Draws what the bundled model finds among the demo's pictures: a row for each query, the best eight
/// from the left, wrong ones framed. Prints how many are right.
///
/// Usage: `bench/results FILE.jpg [QUERY...]`; the queries are those of the demo and further ones that
/// the sketchbook knows, "horse" say.
final class Results {
  private static final int SHOWN = 8;
  private static final int CELL = 112;
  private static final int GAP = 4;
  private static final int LINE = 22;

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("Usage: bench/results FILE.jpg [QUERY...]");
      System.exit(2);
    }
    List<Query> queries = new ArrayList<>(ExampleQueries.ALL);
    for (String text : Arrays.asList(args).subList(1, args.length)) {
      queries.add(
          Query.all().stream()
              .filter(query -> query.text().equals(text))
              .findAny()
              .orElseThrow(() -> new IllegalArgumentException("unknown query: " + text)));
    }
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "pictor-bench-results");
    List<DemoPicture> pictures = DemoPicture.all();
    try (Clip clip =
        BundledModel.read()
            .open(cache, folder -> Clip.open(folder, ClipOptions.defaults().withCacheDirectory(cache)))) {
      List<Embedding> embeddings =
          pictures.parallelStream()
              .map(picture -> clip.encodeImage(EncodedImage.of(png(picture))))
              .toList();
      ImageIO.write(
          sheet(clip, queries, pictures, embeddings),
          args[0].substring(args[0].lastIndexOf('.') + 1),
          Path.of(args[0]).toFile());
    }
  }

  private static byte[] png(DemoPicture picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(
          SceneRenderer.render(picture.scene(), picture.width(), picture.height()), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage sheet(
      Clip clip, List<Query> queries, List<DemoPicture> pictures, List<Embedding> embeddings) {
    int width = SHOWN * (CELL + GAP) + GAP;
    int height = queries.size() * (LINE + CELL + GAP) + GAP;
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    for (int row = 0; row < queries.size(); row++) {
      Query query = queries.get(row);
      float[] text = clip.encodeText(query.text()).toArray();
      List<Integer> best =
          IntStream.range(0, pictures.size())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -product(text, embeddings.get(i).toArray())))
              .limit(SHOWN)
              .toList();
      int y = row * (LINE + CELL + GAP) + GAP;
      graphics.setColor(Color.BLACK);
      graphics.drawString(query.text(), GAP, y + LINE - 7);
      int right = 0;
      for (int column = 0; column < SHOWN; column++) {
        DemoPicture picture = pictures.get(best.get(column));
        boolean isRight = Facts.of(picture.scene()).containsAll(query.facts());
        right += isRight ? 1 : 0;
        int x = column * (CELL + GAP) + GAP;
        graphics.drawImage(
            SceneRenderer.render(picture.scene(), CELL, CELL), x, y + LINE, CELL, CELL, null);
        if (!isRight) {
          graphics.setColor(Color.RED);
          for (int inset = 0; inset < 3; inset++) {
            graphics.drawRect(
                x + inset, y + LINE + inset, CELL - 1 - 2 * inset, CELL - 1 - 2 * inset);
          }
        }
      }
      System.out.printf("%d of %d right: %s%n", right, SHOWN, query.text());
    }
    graphics.dispose();
    return sheet;
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
