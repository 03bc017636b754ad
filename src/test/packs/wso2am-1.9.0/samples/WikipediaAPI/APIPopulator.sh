#!/bin/sh
echo "Stands for the script that fills the sample."
