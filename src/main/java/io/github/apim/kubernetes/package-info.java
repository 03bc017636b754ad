/** A deployment as objects of Kubernetes: plain manifests, and a kustomization that names the very images. */
package io.github.apim.kubernetes;
