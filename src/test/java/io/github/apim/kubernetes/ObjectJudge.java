package io.github.apim.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds objects to the schemas of Kubernetes' own model: no unknown field, no missing one, no wrong type. */
final class ObjectJudge {

    private ObjectJudge() {}

    /** The objects of a file. */
    static List<Map<?, ?>> objects(String yaml) {
        List<Map<?, ?>> objects = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(yaml)
                .forEach(object -> objects.add((Map<?, ?>) object));
        return objects;
    }

    /** @throws IllegalArgumentException or {@link RuntimeException} of the model, saying what is wrong */
    static void check(Map<?, ?> object) {
        try {
            hold(object);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void hold(Map<?, ?> object) throws IOException {
        JsonElement json = new Gson().toJsonTree(object);
        String kind = object.get("apiVersion") + " " + object.get("kind");
        switch (kind) {
            case "v1 Service" -> {
                V1Service.validateJsonElement(json);
                V1Service.fromJson(json.toString());
            }
            case "v1 Secret" -> {
                V1Secret.validateJsonElement(json);
                V1Secret.fromJson(json.toString());
            }
            case "apps/v1 Deployment" -> {
                V1Deployment.validateJsonElement(json);
                V1Deployment.fromJson(json.toString());
            }
            case "apps/v1 StatefulSet" -> {
                V1StatefulSet.validateJsonElement(json);
                V1StatefulSet.fromJson(json.toString());
            }
            case "policy/v1 PodDisruptionBudget" -> {
                V1PodDisruptionBudget.validateJsonElement(json);
                V1PodDisruptionBudget.fromJson(json.toString());
            }
            case "networking.k8s.io/v1 Ingress" -> {
                V1Ingress.validateJsonElement(json);
                V1Ingress.fromJson(json.toString());
            }
            case "networking.k8s.io/v1 NetworkPolicy" -> {
                V1NetworkPolicy.validateJsonElement(json);
                V1NetworkPolicy.fromJson(json.toString());
            }
            default -> throw new IllegalArgumentException("nobody expects " + kind);
        }
    }
}
