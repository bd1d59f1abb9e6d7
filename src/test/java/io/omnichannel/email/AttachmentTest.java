package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTest {

    private static final AttachmentStore.Content CONTENT = new AttachmentStore.Content("0".repeat(64), 1);

    @ParameterizedTest
    @CsvSource({
        "'', attachment",
        "../../etc/passwd, passwd",
        "C:\\Users\\x\\bill.pdf, bill.pdf",
        "., attachment",
        "'a/..', attachment",
        "'bill\u202efdp.exe', billfdp.exe",
        "'été 😀.pdf', 'été 😀.pdf'",
        "'a\r\nb.txt', 'a b.txt'"
    })
    void showsAFileNameThatIsNoPath(String claimed, String shown) {
        assertThat(new Attachment(claimed, "text/plain", "", CONTENT).name()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "Image/PNG; name=x, image/png",
        "'', application/octet-stream",
        "'text/html\r\nX: y', application/octet-stream",
        "nonsense, application/octet-stream"
    })
    void hasAMediaTypeOrNone(String claimed, String type) {
        assertThat(new Attachment("x", claimed, "<c1>", CONTENT))
                .returns(type, Attachment::type)
                .returns("c1", Attachment::contentId);
    }
}
