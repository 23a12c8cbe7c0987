package example.tomcat;

import example.common.Options;
import example.common.Report;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat without TLS of its own. Its one web application calls {@code --url}; then it is
 * undeployed, and the class loader that it had should go.
 */
public final class RedeployApp {

  private static final int MOST_TRIES = 100;

  private RedeployApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Path base = Files.createTempDirectory("tomcat");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    tomcat.start();
    WeakReference<ClassLoader> loader = deployCallAndUndeploy(tomcat, base, options.text("url"));
    for (int i = 0; i < MOST_TRIES && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(100);
    }
    System.out.println(loader.get() == null ? "LOADER GONE" : "LOADER STAYS");
    if (options.flag("wait")) {
      System.in.read();
    }
    tomcat.stop();
    tomcat.destroy();
  }

  private static WeakReference<ClassLoader> deployCallAndUndeploy(
      Tomcat tomcat, Path base, String url) throws Exception {
    StandardContext context = new StandardContext();
    context.setPath("/app");
    context.setDocBase(webApplication(base).toString());
    context.addLifecycleListener(new Tomcat.FixContextListener());
    context.setLoader(new WebappLoader());
    tomcat.getHost().addChild(context);
    Tomcat.addServlet(context, "call", CallingServlet.class.getName());
    context.addServletMappingDecoded("/*", "call");
    int port = tomcat.getConnector().getLocalPort();
    Report.ready(port);
    URL call = new URL("http://127.0.0.1:" + port + "/app/?url=" + URLEncoder.encode(url, "UTF-8"));
    System.out.println(Report.read(call.openStream()));
    ClassLoader loader = context.getLoader().getClassLoader();
    tomcat.getHost().removeChild(context);
    return new WeakReference<>(loader);
  }

  /** A folder with the servlet's classes, so that its own class loader finds them first. */
  private static Path webApplication(Path base) throws Exception {
    Path classes = Files.createDirectories(base.resolve("app/WEB-INF/classes/example/tomcat"));
    for (String name : new String[] {"CallingServlet", "CallingServlet$TrustAll"}) {
      try (InputStream in = RedeployApp.class.getResourceAsStream(name + ".class")) {
        Files.copy(in, classes.resolve(name + ".class"));
      }
    }
    return base.resolve("app");
  }
}
