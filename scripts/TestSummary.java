import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Counts what ran from the XML reports below the given folder: lists failed tests, skipped tests with
/// their reasons, and ends with `N passed, N failed, N skipped` alone on a line.
///
/// Run by `./check` as a source file; needs nothing built.
static final List<String> failed = new ArrayList<>();
static final List<String> skipped = new ArrayList<>();
static int tests;

void main(String[] arguments) throws Exception {
  try (Stream<Path> files = Files.walk(Path.of(arguments[0]), 4)) {
    for (Path file : files.filter(this::isReport).sorted().toList()) {
      read(file);
    }
  }
  list("Failed", failed);
  list("Skipped", skipped);
  int passed = tests - failed.size() - skipped.size();
  IO.println("%d passed, %d failed, %d skipped".formatted(passed, failed.size(), skipped.size()));
}

boolean isReport(Path file) {
  return file.getParent().endsWith("target/surefire-reports")
      && file.getFileName().toString().matches("TEST-.*\\.xml");
}

void read(Path file) throws ParserConfigurationException, IOException, SAXException {
  Element suite =
      DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
  NodeList cases = suite.getElementsByTagName("testcase");
  for (int index = 0; index < cases.getLength(); index++) {
    Element test = (Element) cases.item(index);
    String name = test.getAttribute("classname") + "." + test.getAttribute("name");
    tests++;
    if (has(test, "failure") || has(test, "error")) {
      failed.add(name);
    } else if (has(test, "skipped")) {
      skipped.add(name + ": " + reason((Element) test.getElementsByTagName("skipped").item(0)));
    }
  }
}

/// From `@Disabled` as an attribute, from an assumption as a stack trace.
String reason(Element skip) {
  String text = skip.hasAttribute("message") ? skip.getAttribute("message") : skip.getTextContent();
  return text.strip().lines().findFirst().orElse("").replaceFirst("^.*Assumption failed: ", "");
}

boolean has(Element test, String outcome) {
  return test.getElementsByTagName(outcome).getLength() > 0;
}

void list(String title, List<String> names) {
  if (!names.isEmpty()) {
    IO.println(title + ":");
    names.forEach(name -> IO.println("  " + name));
  }
}
