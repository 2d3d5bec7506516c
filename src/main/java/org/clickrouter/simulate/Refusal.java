package org.clickrouter.simulate;

import java.nio.charset.StandardCharsets;

/** The API's answers without records, in its own words (the table of WhatsApp report answers in BEHAVIOR.md). */
enum Refusal {
    NO_TOKEN(401, "PLEASE ENTER THE WOLKVOX-TOKEN"),
    WRONG_TOKEN(403, "PLEASE VALIDATE TOKEN"),
    TOKEN_LIMIT(403, "TOKEN LIMIT EXCEEDED"),
    SIMULTANEOUS(403, "EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)"),
    MAINTENANCE(403, "SERVICE UNDER MAINTENANCE, BACKUP IN PROGRESS"),
    BAD_REQUEST(400, "SOME PARAMETERS ARE REQUIRED"),
    NO_SUCH_API(400, "THE API YOU WANT TO CONSULT DOES NOT EXIST"),
    BAD_METHOD(405, "METHOD NOT ALLOWED"),
    NO_RECORDS(404, "Validate dates entered");

    final int status;
    private final String message;

    Refusal(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** The answer's body, UTF-8 JSON. */
    byte[] body() {
        return "{\"code\": \"%d\", \"error\": null, \"msg\": \"%s\", \"data\": []}"
                .formatted(status, message)
                .getBytes(StandardCharsets.UTF_8);
    }
}
