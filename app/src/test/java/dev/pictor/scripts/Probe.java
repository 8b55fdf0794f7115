package dev.pictor.scripts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// What a launcher in a test starts instead of Pictor: prints how it was started, one fact a line.
public final class Probe {
  private Probe() {}

  /// Ends with exit code 3; given `wait`, only when it is stopped.
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("folder=" + System.getProperty("user.dir"));
    out.println("process=" + ProcessHandle.current().pid());
    out.println("file names=" + System.getProperty("sun.jnu.encoding"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-XX:AOTCache="))
        .forEach(option -> out.println("learned=" + option.substring(option.indexOf('=') + 1)));
    out.println("arguments=" + String.join("|", arguments));
    if (arguments.length > 0 && arguments[0].equals("wait")) {
      Thread.sleep(60_000);
    }
    System.exit(3);
  }

  /// Writes a `pictor.jar` that starts the probe.
  static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Probe.class.getName());
    String name = Probe.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest);
        var code = Probe.class.getClassLoader().getResourceAsStream(name)) {
      if (code == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      entries.putNextEntry(new JarEntry(name));
      code.transferTo(entries);
    }
  }
}
