import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

public class Echo {
  public void handle(InputStream in, OutputStream out) throws IOException {
    in.transferTo(out);
  }
}
