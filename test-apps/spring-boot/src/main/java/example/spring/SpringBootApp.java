package example.spring;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot with {@code server.ssl.*}, as its guide shows. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class SpringBootApp {

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", options.text("port", "8443"));
    properties.put("server.ssl.key-store", options.text("keystore"));
    properties.put("server.ssl.key-store-type", TlsContexts.storeType(options.text("keystore")));
    properties.put("server.ssl.key-store-password", options.text("storepass"));
    new SpringApplicationBuilder(SpringBootApp.class)
        .bannerMode(Banner.Mode.OFF)
        .properties(properties)
        .run(arguments);
  }

  @EventListener
  public void listening(WebServerInitializedEvent event) {
    Report.ready(event.getWebServer().getPort());
  }

  /** Answers any path. */
  @GetMapping(path = "/**", produces = "text/plain")
  public String hello(HttpServletRequest request) {
    Report.request(request.getRequestURI());
    return Hello.body(
        request.getAttribute("org.apache.tomcat.util.net.secure_protocol_version")
            + " "
            + request.getAttribute("javax.servlet.request.cipher_suite"));
  }
}
