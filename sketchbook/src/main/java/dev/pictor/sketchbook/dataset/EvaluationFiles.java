package dev.pictor.sketchbook.dataset;

import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.captions.Query;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;

/// Scenes as picture files with what `pictor eval` reads: `captions.tsv`, `queries.tsv` and
/// `binding.tsv`. The pixels are those that the trainer sees.
record EvaluationFiles(Path folder, int size) {
  /// @param drawn the pixels of each example, see [Pixels]
  void write(List<Example> examples, List<byte[]> drawn) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    List<String> captions = new ArrayList<>();
    List<String> queries = new ArrayList<>();
    List<String> binding = new ArrayList<>();
    List<Query> all = Query.all();
    for (int index = 0; index < examples.size(); index++) {
      Example example = examples.get(index);
      String name = "%05d.png".formatted(index);
      ImageIO.write(picture(drawn.get(index)), "png", pictures.resolve(name).toFile());
      String path = "pictures/" + name;
      captions.add(example.fullest().text() + "\t" + path);
      example
          .contrasts()
          .forEach(
              contrast ->
                  binding.add(
                      String.join(
                          "\t", contrast.right(), contrast.wrong(), path, contrast.category())));
      Set<String> facts = Facts.of(example.scene());
      all.stream()
          .filter(query -> facts.containsAll(query.facts()))
          .forEach(query -> queries.add(String.join("\t", query.text(), path, query.category())));
    }
    Files.write(folder.resolve("captions.tsv"), captions);
    Files.write(folder.resolve("queries.tsv"), queries);
    Files.write(folder.resolve("binding.tsv"), binding);
  }

  private BufferedImage picture(byte[] rgb) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < size * size; pixel++) {
      int colour = 0;
      for (int channel = 0; channel < 3; channel++) {
        colour = colour << 8 | rgb[pixel * 3 + channel] & 0xff;
      }
      image.setRGB(pixel % size, pixel / size, colour);
    }
    return image;
  }
}
