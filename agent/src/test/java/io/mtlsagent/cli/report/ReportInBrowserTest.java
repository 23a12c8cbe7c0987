package io.mtlsagent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, where Debian's chromium is installed. */
class ReportInBrowserTest {

  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final int ACCEPTED = 0x2F6FDB;
  private static final int WOULD_BE_REFUSED = 0xB86A00;
  private static final int LIGHT_GROUND = 0xF5F6F8;
  private static final int DARK_GROUND = 0x0E1217;

  @TempDir Path folder;

  @BeforeEach
  void aBrowserIsNeeded() {
    assumeTrue(CHROMIUM.canExecute(), CHROMIUM + " is not installed");
  }

  @Test
  void thePicturesAreDrawnInTheirColours() throws Exception {
    Path page = write(Stories.someWouldBeRefused(folder.resolve("audit.jsonl")));
    BufferedImage seen = screenshot(page);
    assertThat(seen.getRGB(2, 2) & 0xFFFFFF).isEqualTo(LIGHT_GROUND);
    assertThat(pixels(seen, ACCEPTED)).isGreaterThan(500);
    assertThat(pixels(seen, WOULD_BE_REFUSED)).isGreaterThan(200);
  }

  @Test
  void thereIsADarkSide() throws Exception {
    Path page = write(Stories.someWouldBeRefused(folder.resolve("audit.jsonl")));
    BufferedImage seen = screenshot(page, "--blink-settings=preferredColorScheme=0");
    assertThat(seen.getRGB(2, 2) & 0xFFFFFF).isEqualTo(DARK_GROUND);
  }

  @Test
  void namesInCertificatesDoNothing() throws Exception {
    Path page = write(Stories.hostile(folder.resolve("audit.jsonl")));
    String dom = run(List.of("--dump-dom", page.toUri().toString()));
    assertThat(dom)
        .contains("<title>Mutual TLS report</title>")
        .doesNotContain("<script", "<img", "<b>", "onload=\"", "onerror=\"");
    assertThat(pixels(screenshot(page), ACCEPTED)).isGreaterThan(500);
  }

  private Path write(Path log) throws Exception {
    return Files.writeString(folder.resolve("report.html"), HtmlReportTest.page(log));
  }

  private BufferedImage screenshot(Path page, String... options) throws Exception {
    Path image = folder.resolve("page.png");
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--window-size=1240,1600");
    arguments.add("--hide-scrollbars");
    arguments.add("--screenshot=" + image);
    arguments.add(page.toUri().toString());
    run(arguments);
    return ImageIO.read(image.toFile());
  }

  private String run(List<String> arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.getPath(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--force-color-profile=srgb",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(arguments);
    Path out = folder.resolve("out");
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    try {
      assertThat(browser.waitFor(120, TimeUnit.SECONDS)).as("the browser ends").isTrue();
      assertThat(browser.exitValue()).isZero();
    } finally {
      browser.destroyForcibly();
    }
    return Files.readString(out);
  }

  private static int pixels(BufferedImage image, int colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
      }
    }
    return count;
  }
}
