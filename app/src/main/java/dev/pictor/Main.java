package dev.pictor;

import dev.pictor.cli.Interruption;
import dev.pictor.cli.PictorCommand;
import dev.pictor.cli.ResultStream;
import dev.pictor.cli.Shell;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/// The entry point: joins the commands to the process.
public final class Main {
  private static final int COULD_NOT_RUN = 1;
  private static final int INTERRUPTED = 130;

  /// How long what is under way may take to come to an end after Ctrl-C.
  private static final int PATIENCE_SECONDS = 60;

  private Main() {}

  public static void main(String[] args) {
    quietLibraries();
    Interruption interruption = new Interruption();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interrupt(interruption, ended), "interruption"));
    Shell shell =
        new Shell(
            System.getenv(),
            Path.of("").toAbsolutePath(),
            System.in,
            stream(new ResultStream(new FileOutputStream(FileDescriptor.out))),
            stream(new FileOutputStream(FileDescriptor.err)),
            isTerminal("err"),
            isTerminal("err") && isTerminal("in"),
            interruption);
    int exitCode = run(shell, args);
    shell.err().flush();
    ended.countDown();
    System.exit(exitCode);
  }

  /// A command knows what to say of what fails, but only once it is loaded.
  private static int run(Shell shell, String[] args) {
    try {
      return PictorCommand.run(shell, arguments(args));
    } catch (LinkageError e) {
      shell.err().println("pictor: A part of it cannot be loaded: " + e);
      Shortage.of(e).map(Shortage::advice).ifPresent(shell.err()::println);
      return COULD_NOT_RUN;
    }
  }

  /// The launcher hands over many of them in a file, each followed by a NUL.
  private static String[] arguments(String[] args) {
    String file = System.getProperty("pictor.arguments");
    if (file == null) {
      return args;
    }
    try (InputStream in = new FileInputStream(file)) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return all.isEmpty() ? new String[0] : all.substring(0, all.length() - 1).split("\0", -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The launcher tells: Java cannot.
  private static boolean isTerminal(String stream) {
    return Boolean.getBoolean("pictor.terminal." + stream);
  }

  /// The process is to end: if that is a signal and not our own exit, lets a command that listens
  /// finish what it has in hand.
  private static void interrupt(Interruption interruption, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    interruption.request();
    try {
      if (interruption.isHeeded() && !ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("pictor: still not at an end; what is stored stays.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  /// UTF-8 whatever the locale: a program that reads our JSON expects nothing else.
  private static PrintStream stream(OutputStream target) {
    return new PrintStream(new BufferedOutputStream(target), true, StandardCharsets.UTF_8);
  }

  private static void quietLibraries() {
    try (InputStream configuration = Main.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
