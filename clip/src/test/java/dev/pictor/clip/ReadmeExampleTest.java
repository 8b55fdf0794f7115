package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library example of the README, compiled and run as it stands there but for its two paths.
class ReadmeExampleTest {
  private static final Path BASE = Path.of(System.getProperty("pictor.basedir", ".."));
  private static final Path MODEL =
      BASE.resolve("../shared/reference/models/tiny-openai/ViT-tiny-32.pt");

  @TempDir private Path folder;

  @Test
  void libraryExample_compilesAndPrintsASimilarity() throws Exception {
    assumeTrue(Files.exists(MODEL), "needs ../shared/reference");
    Path picture = folder.resolve("beach.jpg");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg", picture.toFile());
    String example =
        example(Files.readString(BASE.resolve("README.md")))
            .replace("models/ViT-B-32.pt", MODEL.toString())
            .replace("beach.jpg", picture.toString());

    double similarity = Double.parseDouble(run(example).strip());

    assertThat(similarity).isBetween(-1.0, 1.0).isNotZero();
  }

  private static String example(String readme) {
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).as("a java block in the README").isTrue();
    String code = block.group(1);
    assertThat(code.strip().lines()).as("five lines").hasSize(5);
    return code;
  }

  private String run(String code) throws Exception {
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        """
        import dev.pictor.clip.*;
        import java.nio.file.Path;
        public class Example {
          public static void run() {
        %s
          }
        }
        """
            .formatted(code));
    ByteArrayOutputStream problems = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                problems,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                source.toString());
    assertThat(status).as(problems.toString(StandardCharsets.UTF_8)).isZero();

    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Example").getMethod("run").invoke(null);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
